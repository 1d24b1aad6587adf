package dev.parley.server;

import dev.parley.server.log.LastingLogManager;

/// Where the process begins.
public final class Main {
    private static final String LOG_MANAGER = "java.util.logging.manager";

    private Main() {}

    /// Runs one command and exits with its code: 0 done, 1 failed, 2 wrong usage.
    public static void main(String[] arguments) throws InterruptedException {
        if (System.getProperty(LOG_MANAGER) == null) {
            System.setProperty(LOG_MANAGER, LastingLogManager.class.getName());
        }
        System.exit(new Commands(Console.ofProcess()).execute(arguments));
    }

    static String version() {
        String packaged = Main.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }
}
