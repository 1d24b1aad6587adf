package dev.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The project's documents and sources as text, found from wherever inside the project a test runs.
public final class Documents {
    public static final Path ROOT = root();
    private static final Pattern FENCED = Pattern.compile("(?ms)^```json\\n(.*?)^```");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Documents() {}

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docs/protocol.md"))) {
            here = Objects.requireNonNull(here.getParent(), "a test of this project runs inside it");
        }
        return here;
    }

    public static String read(String path) {
        return read(ROOT.resolve(path));
    }

    public static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Java files below a folder, `target` left out.
    public static List<Path> sources(Path below) {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// README and everything in `docs`.
    public static List<Path> pages() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            pages.add(ROOT.resolve("README.md"));
            pages.add(ROOT.resolve("CONTRIBUTING.md"));
            return pages;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The first group of every match.
    public static List<String> found(String regex, String text) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /// The cells of every table row, header and rule left out.
    public static List<List<String>> rows(String page) {
        return page.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /// Every word in backticks.
    public static List<String> words(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /// The texts in fenced JSON, which blank lines separate.
    public static List<String> examples(String page) {
        return FENCED.matcher(page)
                .results()
                .map(MatchResult::group)
                .map(block ->
                        block.lines().filter(line -> !line.startsWith("```")).toList())
                .flatMap(lines -> Arrays.stream(String.join("\n", lines).split("\\n\\s*\\n", -1)))
                .toList();
    }
}
