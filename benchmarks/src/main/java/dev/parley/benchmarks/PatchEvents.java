package dev.parley.benchmarks;

/// What a scenario hears of the patches of its editors.
interface PatchEvents {
    /// @param intended when it was meant to be sent
    void sent(Editor by, long clientSeq, long intended);

    /// The editor may send its next one.
    void acknowledged(Editor by, long intended, long now);

    /// Likewise; why is among the incidents.
    void refused(Editor by);
}
