package dev.anneal

import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaMember
import com.tngtech.archunit.core.domain.JavaModifier
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import com.tngtech.archunit.core.importer.Location
import dev.anneal.engine.plugin.Spi
import spock.lang.Specification

/** What a plugin sees of Anneal. */
class SpiSpec extends Specification {

    def classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption { Location location -> !location.contains('-tests.jar') }
            .importPackages('dev.anneal.engine', 'org.jspecify.annotations')
            .findAll { Spi.holds(it.name) }

    def "every package and class of it exists"() {
        expect:
        Spi.PACKAGES.every { name -> classes.any { it.packageName == name } }
        Spi.CLASSES.every { name -> classes.any { it.name == name } }
    }

    def "what it shows is part of it, or of the JDK"() {
        given:
        def open = classes.findAll { seen(it.modifiers) }

        when:
        def beyond = open.collectEntries { JavaClass type -> [type.name, shown(type).findAll { !known(it) }*.name as Set] }
                .findAll { it.value }

        then:
        open.size() > 50
        beyond == [:]
    }

    private static Set<JavaClass> shown(JavaClass type) {
        def members = type.members.findAll { seen(it.modifiers) }
        def types = members.collectMany { JavaMember member -> member.allInvolvedRawTypes } as Set
        (types + type.allRawInterfaces + type.allRawSuperclasses)*.baseComponentType as Set
    }

    private static boolean seen(Set<JavaModifier> modifiers) {
        modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED)
    }

    private static boolean known(JavaClass type) {
        type.primitive || type.name.startsWith('java.') || Spi.holds(type.name)
    }
}
