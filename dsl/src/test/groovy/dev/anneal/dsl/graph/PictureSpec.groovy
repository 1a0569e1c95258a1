package dev.anneal.dsl.graph

import dev.anneal.dsl.Reading
import dev.anneal.engine.spec.WorkflowSpec
import java.nio.charset.StandardCharsets
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Document
import spock.lang.Specification

/** What is drawn of a workflow, whoever lays it out. */
class PictureSpec extends Specification implements Reading {

    static final String FILE = '''\
            workflow: w
            tasks:
              load: {type: parts}
              fit: {type: train, forEach: $load.list, data: $load.data, algorithm: x, seed: 1, after: lint, when: params.x > 1}
              lint: {type: shell, run: "<&\\"> `x`"}
              again: {type: shell, run: x, repeat: {until: fit.model == 1, atMost: 3}, runIf: all-done}
              sub: {type: workflow, workflow: other}
            always:
              tell: {type: shell, run: x, after: clean}
              clean: {type: shell, run: "${fit.model}"}
            '''.stripIndent()

    def "an arrow has the outputs that it carries, and none where only the order matters"() {
        expect:
        picture().arrows().collect { "$it.from $it.to ${it.label()}".trim() } as Set ==
                ['load fit data, list', 'lint fit', 'fit again model', 'clean tell', 'fit clean model'] as Set
    }

    def "a box tells what is special about its task"() {
        expect:
        picture().boxes().collectEntries { [it.name(), it.badges()] } ==
                [load: [], fit: ['for each', 'when'], lint: [], again: ['repeat', 'all done'], sub: ['runs other'], tell: [], clean: []]
        picture().boxes().find { it.name() == 'fit' }.detail() == 'for each of load.list\nwhen params.x > 1'
        picture().boxes().findAll { it.always() }*.name() == ['tell', 'clean']
    }

    def "the SVG is well formed, has every name, type and label as text, and no two boxes on one place"() {
        given:
        def svg = parsed(SvgText.of(picture(), theme))
        def drawn = texts(svg, 'text')

        expect:
        drawn.containsAll(['w', 'load', 'parts', 'fit', 'train', 'for each · when', 'data, list', 'always, after all others have ended', 'tell', 'runs other'])
        texts(svg, 'title').containsAll(['load → fit: data, list', 'lint before fit', 'fit (train)\nfor each of load.list\nwhen params.x > 1'])
        texts(svg, 'style')[0].contains('prefers-color-scheme') == follows

        where:
        theme       || follows
        null        || true
        Theme.DARK  || false
        Theme.LIGHT || false
    }

    def "boxes and labels of #count tasks do not overlap, and lie within the picture"() {
        given:
        def random = new Random(5)
        def tasks = (0..<count).collect { int i ->
            def before = i < 5 ? [] : (0..random.nextInt(2)).collect { random.nextInt(i) }.unique()
            "  t$i: {type: shell, run: x, env: {${before.collect { "E$it: \$t${it}.exit" }.join(', ')}}}"
        }
        def drawn = Picture.of(yaml("workflow: w\ntasks:\n${tasks.join('\n')}\n").workflows()[0], '', [:])

        when:
        def layout = Layout.of(drawn.boxes(), drawn.arrows())
        def frames = layout.boxes().values() + layout.lines().findAll { it.arrow().outputs() }.collect {
            new Layout.Frame(it.label().x(), it.label().y(), TextSize.width(it.arrow().label(), Layout.LABEL), Layout.LABEL)
        }

        then:
        frames.every { it.x() >= 0 && it.y() >= 0 && it.x() + it.width() <= layout.width() && it.y() + it.height() <= layout.height() }
        (frames as List).withIndex().every { Layout.Frame one, int i -> frames.drop(i + 1).every { other -> !overlap(one, other) } }

        where:
        count << [1, 5, 200]
    }

    def "a run's states are told by text and by symbol"() {
        given:
        def marks = [load: new TaskMark('succeeded', '0.4 s', ''), fit: new TaskMark('failed', '2 attempts', 'exit code <3>')]
        def svg = parsed(SvgText.of(Picture.of(spec(), 'run x', marks), null))

        expect:
        texts(svg, 'text').containsAll(['run x', '✓ succeeded · 0.4 s', '✗ failed · 2 attempts', '○ pending'])
        texts(svg, 'title').any { it.endsWith('✗ failed · 2 attempts\nexit code <3>') }
    }

    def "Mermaid and DOT say the same, with what they would take for their own escaped"() {
        given:
        def odd = new Picture('a "b" <c>', '', [new Picture.Box('x', 'y"]', ['a\\b'], '', false, null), new Picture.Box('z', 'y', [], '', true, null)],
                [new Picture.Arrow('x', 'z', ['o'])])

        expect:
        MermaidText.of(odd) == '''\
            ---
            title: "a #quot;b#quot; #lt;c#gt;"
            ---
            flowchart LR
                t0["x<br>y#quot;]<br>a\\b"]
                subgraph always
                    t1["z<br>y"]
                end
                t0 -->|"o"| t1
            '''.stripIndent()
        DotText.of(odd).contains('digraph "a \\"b\\" <c>" {')
        DotText.of(odd).contains('"x" [label="x\\ny\\"]\\na\\\\b"];')
        DotText.of(picture()).contains('"lint" -> "fit" [style=dashed];')
    }

    private static Document parsed(String svg) {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
    }

    private static List<String> texts(Document svg, String element) {
        def nodes = svg.getElementsByTagName(element)
        (0..<nodes.length).collect { nodes.item(it).textContent }
    }

    private static boolean overlap(Layout.Frame one, Layout.Frame other) {
        one.x() < other.x() + other.width() && other.x() < one.x() + one.width() && one.y() < other.y() + other.height() && other.y() < one.y() + one.height()
    }

    private WorkflowSpec spec() {
        yaml(FILE).workflows()[0]
    }

    private Picture picture() {
        Picture.of(spec(), '', [:])
    }
}
