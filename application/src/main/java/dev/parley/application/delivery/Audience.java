package dev.parley.application.delivery;

/// All who are told the same thing, on any number of loops. Confined to its owner's lane. A notice is encoded at most
/// once per wire format and posted once per loop; `add` and `remove` travel in the same order as notices, so a joiner
/// gets exactly what is told after he was added.
public interface Audience {
    /// Adding a member again changes nothing.
    void add(Subscriber who);

    /// Removing a stranger changes nothing.
    void remove(Subscriber who);

    /// @param position of the notice in its log, told to [Lagging] should a member fall behind; 0 where it has none
    void tell(long position, Notice notice);

    /// As [#tell], to all but `author`, who hears it by other means.
    void tellExcept(Subscriber author, long position, Notice notice);

    int size();
}
