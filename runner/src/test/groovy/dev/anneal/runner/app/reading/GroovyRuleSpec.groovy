package dev.anneal.runner.app.reading

import dev.anneal.engine.problem.AnnealException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class GroovyRuleSpec extends Specification {

    @TempDir
    Path folder

    Path served
    Path inside
    Path outside

    void setup() {
        served = made('served')
        inside = Files.writeString(made('served/deep').resolve('w.groovy'), '')
        outside = Files.writeString(made('elsewhere').resolve('w.groovy'), '')
        [inside, outside].each { allow(it, 'rw-r--r--') }
    }

    private Path made(String name) {
        allow(Files.createDirectories(folder.resolve(name)), 'rwxr-xr-x')
    }

    private static Path allow(Path path, String permissions) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions))
    }

    private static String refusal(GroovyRule rule, Path file) {
        try {
            rule.check(file)
            ''
        } catch (AnnealException e) {
            assert e.kind() == AnnealException.Kind.BAD_INPUT
            e.message
        }
    }

    def "without Groovy, only that is refused"() {
        expect:
        refusal(GroovyRule.NONE, inside).contains('--yaml-only')
        refusal(GroovyRule.NONE, Path.of('w.GROOVY')).contains('--yaml-only')
        refusal(GroovyRule.NONE, Path.of('w.yaml')).empty
        refusal(GroovyRule.ANY, inside).empty
    }

    def "what is below a folder is run, also when the folder is named by a link"() {
        given:
        def link = Files.createSymbolicLink(folder.resolve('link'), served)

        expect:
        refusal(GroovyRule.below([served]), inside).empty
        refusal(GroovyRule.below([link]), link.resolve('deep/w.groovy')).empty
        refusal(GroovyRule.below([served]), Path.of('nowhere.yaml')).empty
    }

    def "what is elsewhere is not, and no link brings it in"() {
        given:
        def file = Files.createSymbolicLink(served.resolve('linked.groovy'), outside)
        def way = Files.createSymbolicLink(served.resolve('way'), outside.parent)

        expect:
        refusal(GroovyRule.below([served]), outside).contains("is not below a folder whose code is run ($served)")
        refusal(GroovyRule.below([served]), file).contains("leads to $outside")
        refusal(GroovyRule.below([served]), way.resolve('w.groovy')).contains("leads to $outside")
    }

    def "what everybody may write is not run: #what"() {
        given:
        allow(folder.resolve(what), permissions)

        expect:
        refusal(GroovyRule.below([served]), inside).contains("everybody may write ${folder.resolve(what)}. Take that right away (chmod o-w")

        where:
        what                   | permissions
        'served'               | 'rwxrwxrwx'
        'served/deep'          | 'rwxr-xrwx'
        'served/deep/w.groovy' | 'rw-r--rw-'
    }
}
