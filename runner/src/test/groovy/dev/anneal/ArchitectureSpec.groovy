package dev.anneal

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices

import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import com.tngtech.archunit.core.importer.Location
import com.tngtech.archunit.lang.ArchRule
import spock.lang.Shared
import spock.lang.Specification

/** The module and package arrows of the design, and what main code must not do. */
class ArchitectureSpec extends Specification {

    static final List<String> MODULES = ['engine', 'dsl', 'tasks', 'runner']

    @Shared
    JavaClasses main = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption { Location location -> !location.contains('-tests.jar') }
            .importPackages('dev.anneal')

    def "every class file of #module was imported, and there are some"() {
        given:
        def base = "dev.anneal.$module"

        when:
        def imported = main*.name.findAll { it.startsWith("${base}.") } as Set

        then:
        imported == classFiles(base)
        !imported.empty

        where:
        module << MODULES
    }

    def "engine knows no other module and neither Groovy nor HTTP nor machine learning"() {
        expect:
        holds noClasses().that().resideInAPackage('dev.anneal.engine..').should().dependOnClassesThat()
                .resideInAnyPackage('dev.anneal.dsl..', 'dev.anneal.tasks..', 'dev.anneal.runner..',
                        'groovy..', 'org.codehaus.groovy..', 'org.apache.groovy..', 'org.yaml..', 'picocli..',
                        'io.javalin..', 'ml.dmlc..', 'org.duckdb..', 'ai.onnxruntime..')
    }

    def "#module depends on engine alone"() {
        expect:
        holds noClasses().that().resideInAPackage("dev.anneal.${module}..").should().dependOnClassesThat()
                .resideInAnyPackage(*(MODULES - ['engine', module]).collect { "dev.anneal.${it}..".toString() })

        where:
        module << ['dsl', 'tasks']
    }

    def "nothing depends on runner"() {
        expect:
        holds noClasses().that().resideOutsideOfPackage('dev.anneal.runner..').should().dependOnClassesThat()
                .resideInAPackage('dev.anneal.runner..')
    }

    def "the packages of #module are free of cycles"() {
        expect:
        holds slices().matching("dev.anneal.${module}.(**)").should().beFreeOfCycles()

        where:
        module << MODULES
    }

    def "only the composition root names an adapter"() {
        expect:
        holds noClasses().that().resideInAPackage('dev.anneal..')
                .and().resideOutsideOfPackages('dev.anneal.runner..', 'dev.anneal.engine.adapter..')
                .should().dependOnClassesThat().resideInAPackage('dev.anneal.engine.adapter..')
    }

    def "only the launcher touches the standard streams"() {
        expect:
        holds noClasses().that().doNotHaveFullyQualifiedName('dev.anneal.runner.Main').should(ACCESS_STANDARD_STREAMS)
    }

    private boolean holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(main)
        true
    }

    /** Names of the main classes below a package, read off the class path without ArchUnit. */
    private static Set<String> classFiles(String base) {
        def folder = base.replace('.', '/')
        def names = [] as Set
        ArchitectureSpec.classLoader.getResources(folder).each { URL url ->
            if (url.protocol == 'jar') {
                def jar = (url.openConnection() as JarURLConnection).jarFile
                if (!jar.name.endsWith('-tests.jar')) {
                    names.addAll(jar.entries()*.name.findAll { it.startsWith("$folder/") })
                }
            } else if (!url.path.contains('/test-classes/')) {
                def root = new File(url.toURI())
                root.eachFileRecurse { names << "$folder/${root.toPath().relativize(it.toPath())}".toString() }
            }
        }
        names.findAll { it.endsWith('.class') }.collect { it.replace('/', '.') - ~/\.class$/ } as Set
    }
}
