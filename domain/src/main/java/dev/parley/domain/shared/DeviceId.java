package dev.parley.domain.shared;

/// One installation and tab of a user; means nothing outside its user.
public record DeviceId(String value) {
    public DeviceId {
        Grammar.require(Grammar.ID, value);
    }
}
