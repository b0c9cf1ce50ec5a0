package io.evobridge.resolver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses RESOLVER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.evobridge.resolver", "io.evobridge.bridge");

    @Test
    void theCoreKnowsNothingButJavaAndTheEncodingsOfTheContract() {
        classes()
                .that()
                .resideInAPackage("..resolver.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.evobridge.resolver.core..",
                        "io.evobridge.contract",
                        "java.lang..",
                        "java.math",
                        "java.util..",
                        "org.jspecify.annotations")
                .check(RESOLVER);
        noClasses()
                .that()
                .resideInAPackage("..resolver.core..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .check(RESOLVER);
    }

    @Test
    void nothingPointsBack() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("app")
                .definedBy("..resolver.app..")
                .layer("console")
                .definedBy("..resolver.console..")
                .layer("query")
                .definedBy("..resolver.query..")
                .layer("monitor")
                .definedBy("..resolver.monitor..")
                .layer("topology")
                .definedBy("..resolver.topology..")
                .layer("processor")
                .definedBy("..resolver.processor..")
                .layer("store")
                .definedBy("..resolver.store..")
                .layer("wire")
                .definedBy("..resolver.wire..")
                .layer("core")
                .definedBy("..resolver.core..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("query")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("monitor")
                .mayOnlyBeAccessedByLayers("query", "app")
                .whereLayer("topology")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("processor")
                .mayOnlyBeAccessedByLayers("topology", "app")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("processor", "topology", "query", "app")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("processor", "topology", "query", "app")
                .check(RESOLVER);
    }
}
