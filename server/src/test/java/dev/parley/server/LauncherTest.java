package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which class cache the launcher gives to Java, seen with a Java that only notes how it was called.
class LauncherTest {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String JAVA = """
            #!/bin/sh
            echo "$* secret=$PARLEY_TOKEN_KEY_SECRET config=$PARLEY_CONFIG" >>"$CALLS"
            for argument; do
                case $argument in
                    -XX:AOTCacheOutput=*) made=${argument#*=} ;;
                    admin.port=-1) tried=yes ;;
                esac
            done
            if [ -n "${tried:-}" ]; then
                trap '[ -z "${made:-}" ] || echo cache >"$made"; exit 143' TERM
                echo "the server accepts connections"
                while :; do sleep 1; done
            fi
            """;

    @TempDir
    private Path root;

    private Path jdk;
    private Path calls;
    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jdk = Files.createDirectories(root.resolve("a jdk"));
        calls = root.resolve("calls");
        program(jdk.resolve("bin/java"), JAVA);
        program(root.resolve("short/sleep"), "#!/bin/sh\nexec " + whereIs("sleep") + " 0.1\n");
        program(jdk.resolve("bin/javac"), "#!/bin/sh\necho javac 25.0.1\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=25.0.1");
        program(root.resolve("parley"), Documents.read("parley"));
        Files.createDirectories(root.resolve("server/target/lib"));
        Files.writeString(root.resolve("server/target/lib/library.jar"), "a library");
        jar = Files.writeString(root.resolve("server/target/parley.jar"), "the server");
        Files.createDirectories(root.resolve(".parley"));
        Files.writeString(root.resolve(".parley/build.stamp"), "");
    }

    private static Path whereIs(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void the_first_start_uses_none_and_makes_one_beside_itself_for_the_next() throws IOException {
        assertThat(start("", "serve", "--port", "1")).isEmpty();
        assertThat(call(0)).doesNotContain("AOT").contains("serve --port 1").contains("secret=mine config=mine.yaml");
        Path cache = await(this::cache);
        for (String tried : List.of(call(1), call(2))) {
            assertThat(tried).contains("serve --port 0").contains(" config=\n").matches("(?s).*secret=[0-9a-f]{64} .*");
        }
        assertThat(call(1)).as("makes the data").doesNotContain("AOT");
        assertThat(call(2)).as("learns").contains("-XX:AOTCacheOutput=").contains("-XX:-AOTRecordTraining");

        start("", "serve", "--port", "1");
        assertThat(call(3)).contains("-XX:AOTCache=" + cache + " ").contains("-XX:+VerifySharedSpaces");
    }

    @Test
    void another_library_another_java_and_other_flags_do_not_use_it() throws IOException {
        start("", "serve");
        Path cache = await(this::cache);

        Files.writeString(root.resolve("server/target/lib/library.jar"), "A library");
        assertThat(uses("", cache)).as("another library").isFalse();
        Files.writeString(root.resolve("server/target/lib/library.jar"), "a library");

        Files.writeString(jar, "the servEr");
        assertThat(uses("", cache)).as("another server").isFalse();
        Files.writeString(jar, "the server");

        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=25.0.2");
        assertThat(uses("", cache)).as("another Java").isFalse();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=25.0.1");

        assertThat(uses("-XX:+UseSerialGC", cache)).as("other flags").isFalse();
        assertThat(uses("", cache)).as("the same again").isTrue();
    }

    /// A start beside which no cache is made, so that the one at hand stays.
    private boolean uses(String options, Path cache) throws IOException {
        int before = Files.readAllLines(calls).size();
        Files.createDirectories(root.resolve(".parley/aot/training"));
        start(options, "serve");
        return call(before).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void what_the_build_makes_asks_for_no_other_build() throws IOException {
        program(root.resolve("short/mvn"), "#!/bin/sh\n");
        Path sources = Files.createDirectories(root.resolve("domain/src/main"));
        FileTime stamped = Files.getLastModifiedTime(root.resolve(".parley/build.stamp"));
        FileTime before = FileTime.fromMillis(stamped.toMillis() - 10_000);
        FileTime after = FileTime.fromMillis(stamped.toMillis() + 10_000);
        Files.setLastModifiedTime(sources, before);
        Files.setLastModifiedTime(sources.getParent(), before);
        Files.setLastModifiedTime(Files.createDirectories(root.resolve("domain/target")), after);
        Files.setLastModifiedTime(root.resolve("domain"), after);
        assertThat(start("", "version")).isEmpty();

        Files.setLastModifiedTime(sources, after);
        assertThat(start("", "version")).singleElement().asString().contains("building");
    }

    @Test
    void dev_and_the_small_commands_never_use_one() throws IOException {
        start("", "serve");
        await(this::cache);
        int before = Files.readAllLines(calls).size();
        for (String command : List.of("dev", "token", "verify", "version")) {
            start("", command);
        }
        assertThat(Files.readAllLines(calls)).hasSize(before + 4);
        assertThat(Files.readAllLines(calls).subList(before, before + 4)).noneMatch(call -> call.contains("AOT"));
    }

    @Test
    void a_place_that_cannot_be_written_is_told_in_a_line_and_the_server_starts() throws IOException {
        Files.writeString(root.resolve(".parley/aot"), "in the way");
        assertThat(start("", "serve"))
                .containsExactly("parley: .parley/aot cannot be written; starting without a class cache.");
        assertThat(call(0)).contains(" -jar ").contains(" serve ");
    }

    @Test
    void a_cache_that_java_could_not_use_is_told_in_a_line_and_made_anew() throws IOException {
        start("", "serve");
        Path cache = await(this::cache);
        program(
                jdk.resolve("bin/java"),
                "#!/bin/sh\necho '[error][aot] damaged' >'" + root.resolve(".parley/aot/use.log") + "'\n"
                        + JAVA.replace("#!/bin/sh\n", ""));
        Files.writeString(cache, "damaged");
        // What Java says of it is looked for after the launcher's own pause.
        Files.delete(root.resolve("short/sleep"));
        assertThat(start("", "serve")).hasSize(1).first().asString().contains("could not be used");
        await(() -> Optional.of(cache)
                .filter(Files::exists)
                .filter(made -> Documents.read(made).equals("cache\n")));
    }

    /// What Java itself makes of one that is damaged: nothing, and a line in a file.
    @Test
    void java_goes_on_without_a_damaged_cache() throws Exception {
        Path damaged = Files.writeString(root.resolve("damaged.aot"), "not a cache");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:AOTCache=" + damaged,
                        "-XX:+VerifySharedSpaces",
                        "-Xlog:disable",
                        "-Xlog:all=warning,aot*=off:stderr",
                        "-Xlog:aot=error:file=" + root.resolve("use.log") + "::filecount=0",
                        "--version")
                .redirectErrorStream(true)
                .start();
        List<String> printed = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(printed).noneMatch(line -> line.contains("aot"));
        assertThat(root.resolve("use.log")).isNotEmptyFile();
    }

    private Optional<Path> cache() {
        try (Stream<Path> files = Files.list(root.resolve(".parley/aot"))) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .filter(file -> !Files.exists(root.resolve(".parley/aot/training")))
                    .findFirst();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String call(int number) {
        return await(() -> Optional.of(Documents.read(calls).split("(?<=\n)", -1))
                .filter(lines -> lines.length > number + 1)
                .map(lines -> lines[number]));
    }

    private static <T> T await(Supplier<Optional<T>> wanted) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> there = wanted.get();
            if (there.isPresent()) {
                return there.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("not within " + DEADLINE);
    }

    /// @return the lines on standard error
    private List<String> start(String options, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(root.resolve("parley").toString()), Stream.of(arguments))
                        .toList());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", jdk.toString(), "CALLS", calls.toString(), "PARLEY_TOKEN_KEY_SECRET", "mine"));
        builder.environment().put("PARLEY_CONFIG", "mine.yaml");
        // Every pause of the launcher is a short one.
        builder.environment().merge("PATH", root.resolve("short") + ":", (path, folder) -> folder + path);
        builder.environment().put("JDK_JAVA_OPTIONS", options);
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        List<String> told = process.errorReader().lines().toList();
        try {
            assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return told;
    }
}
