package dev.parley.server;

import java.nio.file.Path;

/// Where things are kept unless somebody says otherwise: `.parley` beside the launcher, which names its folder in the
/// property `parley.home`; without it, in the current one.
final class Home {
    private Home() {}

    static Path path(String name) {
        return Path.of(System.getProperty("parley.home", ""), ".parley", name);
    }
}
