package dev.parley.server;

import dev.parley.server.log.LastingLogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The command line: `dev`, `serve`, `token`, `verify`, `version`, `help`.
@Command(
        name = "parley",
        description = "A self-hosted real-time collaboration server.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            Dev.class,
            Serve.class,
            Token.class,
            Verify.class,
            Main.VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private static final String LOG_MANAGER = "java.util.logging.manager";

    private Main() {}

    /// Runs one command and exits with its code: 0 done, 1 failed, 2 wrong usage.
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_MANAGER) == null) {
            System.setProperty(LOG_MANAGER, LastingLogManager.class.getName());
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    static String version() {
        String packaged = Main.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"parley " + version()};
        }
    }

    @Command(name = "version", description = "Print the version.")
    static final class VersionCommand implements Runnable {
        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init") // set by the command line before run
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().getOut().println("parley " + version());
        }
    }
}
