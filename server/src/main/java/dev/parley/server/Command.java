package dev.parley.server;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/// One command of `parley`.
interface Command {
    String name();

    /// One sentence for the help.
    String summary();

    /// Made anew, for one reading of a command line.
    Options options();

    /// @return the exit code: 0 done, 1 failed
    int run(CommandLine given, Console console) throws InterruptedException;

    /// An option that must be given.
    static Option required(String name, String value, String description) {
        Option option = option(name, value, description);
        option.setRequired(true);
        return option;
    }

    /// An option with a value, such as `--port N`.
    static Option option(String name, String value, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(description)
                .get();
    }
}
