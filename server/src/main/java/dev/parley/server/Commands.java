package dev.parley.server;

import dev.parley.server.settings.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.CommandLineParser;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.MissingOptionException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// Reads a command line and runs the command that it names.
final class Commands {
    private static final int WRONG_USAGE = 2;
    private static final List<Command> ALL = List.of(new Dev(), new Serve(), new Token(), new Verify());
    private static final List<String> HELP = List.of("help", "--help", "-h");
    private static final List<String> VERSION = List.of("version", "--version", "-V");

    private final Console console;

    Commands(Console console) {
        this.console = console;
    }

    /// @return the exit code: 0 done, 1 failed, 2 wrong usage
    int execute(String... arguments) throws InterruptedException {
        List<String> words = arguments.length == 0 ? List.of("help") : List.of(arguments);
        String name = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        if (VERSION.contains(name)) {
            console.out().println("parley " + Main.version());
            return 0;
        }
        if (HELP.contains(name)) {
            return rest.stream()
                    .findFirst()
                    .flatMap(Commands::named)
                    .map(this::help)
                    .orElseGet(this::help);
        }
        Optional<Command> command = named(name);
        return command.isPresent() ? run(command.get(), rest) : wrong("there is no command " + name, "help");
    }

    private static Optional<Command> named(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    private int run(Command command, List<String> arguments) throws InterruptedException {
        if (arguments.stream().anyMatch(HELP.subList(1, HELP.size())::contains)) {
            return help(command);
        }
        CommandLine given;
        try {
            given = parser().parse(command.options(), arguments.toArray(String[]::new));
        } catch (ParseException wrong) {
            return wrong(sentence(wrong, command.options()), command.name() + " --help");
        }
        return given.getArgList().isEmpty()
                ? command.run(given, console)
                : wrong(
                        command.name() + " does not take '" + given.getArgList().getFirst() + "'",
                        command.name() + " --help");
    }

    private static CommandLineParser parser() {
        return DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
    }

    private static String sentence(ParseException wrong, Options options) {
        return switch (wrong) {
            case UnrecognizedOptionException unknown -> unknown(unknown.getOption(), options);
            case MissingOptionException missing -> missing(missing) + " is missing";
            case MissingArgumentException empty -> "--" + empty.getOption().getLongOpt() + " needs a value";
            default -> String.valueOf(wrong.getMessage());
        };
    }

    private static String missing(MissingOptionException missing) {
        List<?> names = missing.getMissingOptions();
        return names.stream().map(name -> "--" + name).collect(Collectors.joining(", "));
    }

    private static String unknown(String given, Options options) {
        List<String> known = options.getOptions().stream()
                .map(option -> "--" + option.getLongOpt())
                .toList();
        return "there is no option " + given + "; did you mean " + Spelling.nearest(given, known) + "?";
    }

    private int wrong(String sentence, String help) {
        console.err().println("parley: " + sentence + " (parley " + help + " says more)");
        return WRONG_USAGE;
    }

    private int help() {
        console.out().println("Usage: parley COMMAND [OPTIONS]");
        console.out().println();
        ALL.forEach(command -> console.out().printf("  %-10s %s%n", command.name(), command.summary()));
        console.out().printf("  %-10s %s%n", "version", "Print the version.");
        console.out().printf("  %-10s %s%n", "help", "Print this; with a command, its options.");
        console.out().flush();
        return 0;
    }

    private int help(Command command) {
        console.out().printf("Usage: parley %s [OPTIONS]%n%n%s%n%n", command.name(), command.summary());
        command.options().getOptions().forEach(this::explain);
        console.out().flush();
        return 0;
    }

    private void explain(Option option) {
        String must = option.isRequired() ? "  (must be given)" : "";
        console.out().printf("  --%s %s%s%n", option.getLongOpt(), option.getArgName(), must);
        console.out().printf("      %s%n", option.getDescription());
    }
}
