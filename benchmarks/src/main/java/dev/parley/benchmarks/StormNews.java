package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/// What the clients of the storm miss: versions of every session, events of every stream.
///
/// @param editors one of each session
/// @param readers one of each stream
record StormNews(ClientLoop loop, List<Client> editors, List<Client> readers) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    void happen() {
        for (int n = 1; n <= StormPlaces.MISSED; n++) {
            int version = n;
            Crew.call(
                    loop,
                    readers,
                    "events.publish",
                    (client, number) -> Publication.of(StormPlaces.stream(number) + ".news", version, ""));
            patch(version);
        }
    }

    private void patch(int version) {
        int[] done = {0};
        for (Client editor : editors) {
            String session = "\"session\":\"" + StormPlaces.session(editor.number()) + "\"";
            editor.call("session.get", "{" + session + "}", head -> {
                editor.call("session.patch", "{" + session + patch(head, version) + "}", answer -> done[0]++);
            });
        }
        loop.await(() -> done[0] == editors.size(), PATIENCE, "a new version of every session");
    }

    private static String patch(JsonNode head, int version) {
        return ",\"epoch\":" + head.path("epoch") + ",\"baseVersion\":" + head.path("version") + ",\"clientSeq\":"
                + version + ",\"patch\":[{\"op\":\"replace\",\"path\":\"/n\",\"value\":" + version + "}]";
    }
}
