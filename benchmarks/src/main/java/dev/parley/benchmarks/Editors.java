package dev.parley.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Editors of a few documents of about 6 KB, all joined: editor n edits document n modulo their number.
final class Editors {
    private static final int ROWS = 100;
    private static final int SEED = 11;

    private final int documents;
    private final List<Editor> all;
    private final Random random = new Random(SEED);

    private Editors(int documents, List<Editor> all) {
        this.documents = documents;
        this.all = all;
    }

    /// Connects them, creates their documents and joins.
    ///
    /// @param perDocument editors
    /// @param told hears the patches of others; [Editor#saw] wants to know their versions
    static Editors join(
            ClientLoop loop, int documents, int perDocument, Notices told, PatchEvents events, Incidents incidents) {
        int size = documents * perDocument;
        List<Client> users = Crew.connect(loop, "e", size, told, incidents);
        Crew.call(
                loop,
                users.subList(0, documents),
                "session.create",
                (client, n) -> "{\"session\":\"doc-" + n + "\",\"document\":" + document(size) + "}");
        List<Editor> editors = users.stream()
                .map(user -> new Editor(user, "doc-" + user.number() % documents, events))
                .toList();
        editors.forEach(editor -> editor.join(loop));
        return new Editors(documents, editors);
    }

    private static String document(int editors) {
        List<String> own =
                IntStream.range(0, editors).mapToObj(i -> "\"e" + i + "\":\"\"").toList();
        List<String> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> "{\"title\":\"Row number " + i + "\",\"done\":false,\"n\":" + i + "}")
                .toList();
        return "{\"own\":{" + String.join(",", own) + "},\"rows\":[" + String.join(",", rows) + "]}";
    }

    List<Editor> all() {
        return all;
    }

    Editor at(int number) {
        return all.get(number);
    }

    /// The numbers of those who edit the same document.
    List<Integer> others(int editor) {
        return IntStream.range(0, all.size())
                .filter(other -> other % documents == editor % documents && other != editor)
                .boxed()
                .toList();
    }

    /// Where an editor edits next: its own field, or one of the rows that all edit.
    String nextPath(Editor editor) {
        return random.nextBoolean() ? "/own/e" + editor.number() : "/rows/" + random.nextInt(ROWS) + "/title";
    }
}
