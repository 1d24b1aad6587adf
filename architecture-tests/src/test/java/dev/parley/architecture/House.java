package dev.parley.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// A tree of packages that the rules are held against: the product, or the planted violations.
record House(String root, JavaClasses classes) {
    static final House PRODUCT = new House(
            "dev.parley",
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.parley"));

    static final House PLANTED = new House("dev.planted", new ClassFileImporter().importPackages("dev.planted"));

    /// The packages below the root that begin with these names.
    String[] in(String... names) {
        String[] packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = root + "." + names[i] + "..";
        }
        return packages;
    }

    DescribedPredicate<JavaClass> inside(String... names) {
        return JavaClass.Predicates.resideInAnyPackage(in(names));
    }
}
