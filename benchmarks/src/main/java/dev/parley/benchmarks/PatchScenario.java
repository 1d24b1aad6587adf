package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Fifty editors in ten sessions, a hundred patches a second in all, open loop: how long until a patch is
/// acknowledged, and until the last of the other four has it.
final class PatchScenario implements Scenario {
    private static final int SESSIONS = 10;
    private static final int MEMBERS = 5;
    private static final long SECOND = 1_000_000_000;
    private static final long PERIOD = SECOND / 2;
    private static final int ROWS = 100;
    private static final int SEED = 11;
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);

    private final List<Editor> editors = new ArrayList<>();

    @Override
    public String name() {
        return "patch";
    }

    @Override
    public Section run(Setting setting) {
        Incidents incidents = new Incidents();
        try (ServerProcess server = ServerProcess.start(setting.jar());
                ClientLoop loop = new ClientLoop(server.url())) {
            List<Client> users = Crew.connect(loop, "e", SESSIONS * MEMBERS, this::told, incidents);
            List<Client> owners =
                    users.stream().filter(user -> user.number() < SESSIONS).toList();
            Crew.call(
                    loop,
                    owners,
                    "session.create",
                    (client, n) -> "{\"session\":\"" + session(n) + "\",\"document\":" + document() + "}");
            return measured(loop, users, setting, incidents);
        }
    }

    private Section measured(ClientLoop loop, List<Client> users, Setting setting, Incidents incidents) {
        long start = System.nanoTime() + SECOND;
        long from = start + setting.warmUp().toNanos();
        long to = from + setting.measured().toNanos();
        Latency acknowledged = new Latency(from, to);
        LastViewer<String> last = new LastViewer<>(new Latency(from, to));
        OpenLoop timetable = new OpenLoop(loop);
        Random random = new Random(SEED);
        for (Client user : users) {
            Editor editor = new Editor(user, session(user.number()), others(user.number()), acknowledged, last);
            editors.add(editor);
            editor.join(loop);
        }
        for (Editor editor : editors) {
            int number = editor.number();
            timetable.every(
                    start + PERIOD * number / editors.size(),
                    PERIOD,
                    intended -> editor.due(
                            intended,
                            random.nextBoolean() ? "/own/e" + number : "/rows/" + random.nextInt(ROWS) + "/title"));
        }
        timetable.runUntil(to + STRAGGLERS.toNanos());
        List<String> header = new ArrayList<>(List.of("until"));
        header.addAll(Latency.HEADER);
        return new Section(
                "`patch`: 50 editors in 10 sessions, 100 patches/s",
                "One `replace` each on a document of about 6 KB, half of them on a field of the editor's own, half on"
                        + " one of 100 rows that all edit (seed 11), on the last version that the editor has seen. From"
                        + " the intended time; a patch that is due while the editor's last is unanswered waits in the"
                        + " driver and that counts. Acknowledged means durable in the grade that `dev` has, `os`.",
                header,
                List.of(
                        row("acknowledged to its editor", acknowledged),
                        row("told to the last of the other four", last.latency())),
                incidentsAnd(incidents, last.missing()));
    }

    private static List<String> incidentsAnd(Incidents incidents, long missing) {
        List<String> remarks = new ArrayList<>(incidents.lines());
        remarks.add("Patches that somebody never saw: " + missing + ".");
        return remarks;
    }

    private static List<String> row(String until, Latency latency) {
        List<String> cells = new ArrayList<>(List.of(until));
        cells.addAll(latency.cells());
        return cells;
    }

    private static String session(int user) {
        return "doc-" + user % SESSIONS;
    }

    private static List<Integer> others(int user) {
        return IntStream.range(0, MEMBERS)
                .map(i -> user % SESSIONS + i * SESSIONS)
                .filter(other -> other != user)
                .boxed()
                .toList();
    }

    private static String document() {
        StringBuilder text = new StringBuilder("{\"own\":{");
        for (int i = 0; i < SESSIONS * MEMBERS; i++) {
            text.append(i == 0 ? "" : ",").append("\"e" + i + "\":\"\"");
        }
        text.append("},\"rows\":[");
        for (int i = 0; i < ROWS; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"title\":\"Row number " + i + "\",\"done\":false,\"n\":" + i + "}");
        }
        return text.append("]}").toString();
    }

    private void told(Client viewer, ByteBuffer buffer, int at, int length) {
        long now = System.nanoTime();
        JsonNode notice = Client.read(buffer, at, length);
        if (notice.path("method").asText().equals("session.patched")) {
            editors.get(viewer.number()).saw(notice.path("params"), now);
        }
    }
}
