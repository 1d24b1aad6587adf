package dev.parley.domain.typing;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/// Compiles one mutant and runs the properties on it instead of on the real class. So main code
/// needs no hooks for being broken, and a mutant whose place is gone is an error.
final class MutantRun {
    private static final String PACKAGE = MutantRun.class.getPackageName();
    private static final Path SOURCES = Path.of("src/main/java").resolve(PACKAGE.replace('.', '/'));

    private final Path workspace;

    MutantRun(Path workspace) {
        this.workspace = workspace;
    }

    /// @throws AssertionError of the property that does not hold
    void run(Mutant mutant) throws Exception {
        Path classes = compile(mutant);
        URL[] places = {
            classes.toUri().toURL(),
            home(MutantRun.class).toURL(),
            home(TypingBoard.class).toURL()
        };
        try (URLClassLoader loader = new Mutated(places)) {
            Class<?> properties = loader.loadClass(TypingProperties.class.getName());
            var briefly = properties.getDeclaredMethod("briefly");
            briefly.setAccessible(true);
            ((Runnable) briefly.invoke(null)).run();
        }
    }

    private Path compile(Mutant mutant) throws IOException {
        Path classes = Files.createDirectories(workspace.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", classes.toString(), "-proc:none", "-nowarn", "-cp", classPath());
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjects(mutated(mutant)))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(mutant + " does not compile: " + complaints);
            }
        }
        return classes;
    }

    private Path mutated(Mutant mutant) throws IOException {
        Path source = SOURCES.resolve(mutant.file());
        return Files.writeString(workspace.resolve(mutant.file()), mutant.apply(Files.readString(source)));
    }

    private static String classPath() {
        return Path.of(home(TypingBoard.class)) + java.io.File.pathSeparator + Path.of(home(NullMarked.class));
    }

    private static URI home(Class<?> type) {
        return URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    /// Its own copy of the package; everything else from the tests' loader.
    private static final class Mutated extends URLClassLoader {
        Mutated(URL[] places) {
            super(places, MutantRun.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE + ".")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
