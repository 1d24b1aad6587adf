package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What a person reads who starts it wrong: one sentence that says what to do, and an exit code.
class CommandLineTest {
    private static final String SECRET = "a secret of more than thirty-two bytes";

    @TempDir
    Path directory;

    private record Said(int code, String out, String err) {}

    private record Mistake(String what, List<String> arguments, String sentence) {}

    @TestFactory
    Stream<DynamicTest> a_start_that_cannot_work_says_what_to_do() throws IOException {
        Path weak = write("weak", "short");
        Path key = write("key", SECRET);
        Path config = write("parley.yaml", "connections:\n  maxBach: 7\n");
        Path file = write("file", "");
        return Stream.of(
                        new Mistake("no key", List.of(), "serve needs a key to check tokens with. Give one of:"),
                        new Mistake(
                                "two keys",
                                List.of("--token-key-file", key.toString(), "--public-key-file", key.toString()),
                                "more than one token key"),
                        new Mistake("a weak key", List.of("--token-key-file", weak.toString()), "at least 32"),
                        new Mistake(
                                "a missing key", List.of("--token-key-file", weak + "x"), "cannot read the token key"),
                        new Mistake(
                                "no public key",
                                List.of("--public-key-file", key.toString()),
                                "not a public key in PEM"),
                        new Mistake(
                                "an unknown setting",
                                List.of("--config", config.toString()),
                                "did you mean connections.maxBatch?"),
                        new Mistake(
                                "a value that cannot be",
                                List.of("--set", "connections.maxBatch=many"),
                                "connections.maxBatch must be a whole number"),
                        new Mistake("a port that cannot be", List.of("--port", "http"), "listener.port must be"),
                        new Mistake(
                                "an origin that cannot be allowed",
                                List.of("--token-key-file", key.toString(), "--origin", "null"),
                                "the opaque origin null"),
                        new Mistake(
                                "a directory that is none",
                                List.of("--token-key-file", key.toString(), "--data", file.toString()),
                                "it is not a directory; name another directory with --data"))
                .map(mistake -> DynamicTest.dynamicTest(mistake.what(), () -> {
                    List<String> arguments = new ArrayList<>(List.of("serve", "--set", "admin.port=0"));
                    if (!mistake.arguments().contains("--port")) {
                        arguments.addAll(List.of("--port", "0"));
                    }
                    if (!mistake.arguments().contains("--data")) {
                        arguments.addAll(
                                List.of("--data", directory.resolve("data").toString()));
                    }
                    arguments.addAll(mistake.arguments());
                    Said said = run(arguments.toArray(String[]::new));
                    assertThat(said.code()).isEqualTo(1);
                    assertThat(said.out()).isEmpty();
                    assertThat(said.err())
                            .contains(mistake.sentence())
                            .hasLineCount(1)
                            .doesNotContain(SECRET);
                }));
    }

    @Test
    void dev_listens_on_loopback_only() throws InterruptedException {
        Said said = run("dev", "--port", "0", "--host", "0.0.0.0", "--data", directory.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("127.0.0.1 only").contains("serve");
    }

    @TestFactory
    Stream<DynamicTest> wrong_usage_ends_with_2_and_says_what_would_do() {
        return Stream.of(
                        new Mistake("a misspelt option", List.of("serve", "--prot", "1"), "did you mean --port?"),
                        new Mistake("part of an option", List.of("serve", "--por", "1"), "there is no option --por"),
                        new Mistake("no value", List.of("serve", "--port"), "--port needs a value"),
                        new Mistake("a word too many", List.of("dev", "now"), "dev does not take 'now'"),
                        new Mistake("nothing that must be", List.of("token"), "--user is missing"),
                        new Mistake("a misspelt command", List.of("server"), "there is no command server"))
                .map(mistake -> DynamicTest.dynamicTest(mistake.what(), () -> {
                    Said said = run(mistake.arguments().toArray(String[]::new));
                    assertThat(said.code()).isEqualTo(2);
                    assertThat(said.err())
                            .startsWith("parley: ")
                            .contains(mistake.sentence())
                            .hasLineCount(1);
                }));
    }

    @Test
    void help_names_commands_and_a_commands_help_its_options() throws InterruptedException {
        assertThat(run("help", "help").out())
                .isEqualTo(run("help", "--help").out())
                .isEqualTo(run("-h").out());
        assertThat(run().out()).isEqualTo(run("help").out()).contains("dev", "serve", "token", "verify", "version");
        for (String[] asked : new String[][] {{"serve", "--help"}, {"help", "serve"}, {"serve", "--port", "1", "-h"}}) {
            Said said = run(asked);
            assertThat(said.code()).isZero();
            assertThat(said.out()).contains("parley serve", "--port N", "--token-key-file FILE", "--origin", "again");
        }
        assertThat(run("--version").out()).isEqualTo(run("version").out()).startsWith("parley ");
    }

    @Test
    void a_setting_needs_a_value() throws InterruptedException {
        assertThat(run("dev", "--set", "port").err()).contains("--set needs NAME=VALUE; not port");
    }

    @Test
    void a_token_needs_the_secret_and_words_that_exist() throws IOException, InterruptedException {
        String key = write("key", SECRET).toString();
        assertThat(run("token", "--user", "ana").err()).contains("PARLEY_TOKEN_KEY_SECRET");
        assertThat(run("token", "--user", "ana", "--token-key-file", key, "--session", "*=god")
                        .err())
                .contains("there is no role god");
        assertThat(run("token", "--user", "ana", "--token-key-file", key, "--ttl", "soon")
                        .err())
                .contains("such as 15m");
        Said made = run("token", "--user", "ana", "--token-key-file", key, "--session", "doc-*=editor");
        assertThat(made.code()).isZero();
        assertThat(made.out().strip().split("\\.", -1)).hasSize(3);
    }

    @Test
    void a_data_directory_is_checked_and_what_is_wrong_is_told() throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        try (Server server = Server.start(ServerSettings.dev(0, data));
                TestClient ana = TestClient.open(
                        URI.create("ws://127.0.0.1:" + server.url().getPort() + "/v1/ws"))) {
            ana.result("connect", "{\"token\":\"dev:ana\"}");
            ana.result("session.create", "{\"session\":\"s\"}");
            assertThat(run("verify", "--data", data.toString()).err()).contains("a server uses");
        }
        Said sound = run("verify", "--data", data.toString());
        assertThat(sound.code()).isZero();
        assertThat(sound.out()).contains("1 sessions with 1 changes").contains("Nothing is wrong.");
        assertThat(run("verify", "--data", directory.resolve("none").toString()).err())
                .contains("there is no store");

        Files.delete(data.resolve("parley.mark"));
        Said marked = run("verify", "--data", data.toString());
        assertThat(marked.code()).isEqualTo(1);
        assertThat(marked.out()).contains("- ").contains("Something is wrong");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static Said run(String... arguments) throws InterruptedException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
        int code = new Commands(console).execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }
}
