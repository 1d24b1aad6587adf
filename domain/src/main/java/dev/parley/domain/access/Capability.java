package dev.parley.domain.access;

/// One thing that a role may allow in a session.
public enum Capability {
    DOC_READ,
    PRESENCE_READ,
    HISTORY_READ,
    PRESENCE_PUBLISH,
    DOC_WRITE,
    UNDO_OWN,
    SNAPSHOT_CREATE,
    COMMENT_CREATE,
    COMMENT_MODERATE,
    UNDO_ANY,
    SNAPSHOT_RESTORE,
    DOC_REPLACE_ROOT,
    SESSION_UPDATE,
    SESSION_FREEZE,
    MEMBER_INVITE,
    MEMBER_SET_ROLE,
    MEMBER_KICK,
    MEMBER_BAN,
    SESSION_CLOSE,
    SESSION_DELETE,
    OWNER_TRANSFER;

    /// As the wire spells it: `doc.read`, `doc.replaceRoot`.
    public String wireName() {
        String[] words = name().toLowerCase(java.util.Locale.ROOT).split("_");
        StringBuilder text = new StringBuilder(words[0]).append('.').append(words[1]);
        for (int i = 2; i < words.length; i++) {
            text.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return text.toString();
    }
}
