package dev.anneal.engine.testing

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.DecimalNode
import com.fasterxml.jackson.databind.node.JsonNodeFactory
import com.networknt.schema.JsonSchema
import com.networknt.schema.JsonSchemaFactory
import com.networknt.schema.PathType
import com.networknt.schema.SchemaValidatorsConfig
import com.networknt.schema.SpecVersion
import com.networknt.schema.ValidationMessage
import org.yaml.snakeyaml.LoaderOptions
import org.yaml.snakeyaml.Yaml
import org.yaml.snakeyaml.error.MarkedYAMLException
import org.yaml.snakeyaml.nodes.MappingNode
import org.yaml.snakeyaml.nodes.Node
import org.yaml.snakeyaml.nodes.ScalarNode
import org.yaml.snakeyaml.nodes.SequenceNode
import org.yaml.snakeyaml.reader.ReaderException

/** A JSON Schema at work on YAML texts, as in an editor: by YAML 1.2's core schema, where {@code 15_000} is a text. */
class SchemaCheck {

    /** What does not fit, and in which line it stands. */
    static record Finding(int line, String keyword, String message) {
        @Override
        String toString() {
            "line $line: $keyword: $message"
        }
    }

    private final JsonSchema schema

    SchemaCheck(Map<String, Object> schema) {
        def config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build()
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(new ObjectMapper().valueToTree(schema) as JsonNode, config)
    }

    /** What is wrong with the documents of a text, in the order of its lines. */
    List<Finding> findings(String text) {
        try {
            new Yaml(new LoaderOptions()).composeAll(new StringReader(text)).collectMany { document ->
                def lines = [:]
                def plain = plain(document, '', lines)
                schema.validate(plain).collect { finding(it, lines) }
            }.unique(false) { it.toString() }.sort(false) { it.line() }
        } catch (MarkedYAMLException broken) {
            [new Finding(broken.problemMark.line + 1, 'yaml', broken.problem)]
        } catch (ReaderException broken) {
            [new Finding(text.take(broken.position).readLines().size(), 'yaml', broken.message)]
        }
    }

    private static Finding finding(ValidationMessage message, Map<String, Integer> lines) {
        def at = message.instanceLocation.toString()
        def key = "$at/$message.property#".toString()
        new Finding((lines[key] ?: lines[at]) as int, message.type, message.message)
    }

    private static JsonNode plain(Node node, String path, Map<String, Integer> lines) {
        lines[path] = node.startMark.line + 1
        if (node instanceof ScalarNode || path.count('/') > 20) {
            scalar(node)
        } else if (node instanceof SequenceNode) {
            def list = JsonNodeFactory.instance.arrayNode()
            node.value.eachWithIndex { item, i -> list.add(plain(item, "$path/$i", lines)) }
            list
        } else {
            def map = JsonNodeFactory.instance.objectNode()
            (node as MappingNode).value.each { tuple ->
                def key = tuple.keyNode instanceof ScalarNode ? tuple.keyNode.value : '[]'
                def at = "$path/$key".toString()
                lines["$at#".toString()] = tuple.keyNode.startMark.line + 1
                map.set(key, plain(tuple.valueNode, at, lines))
            }
            map
        }
    }

    private static JsonNode scalar(Node node) {
        def nodes = JsonNodeFactory.instance
        if (!(node instanceof ScalarNode)) {
            return nodes.nullNode()
        }
        def text = node.value
        if (!node.plain) {
            nodes.textNode(text)
        } else if (text in ['', '~', 'null', 'Null', 'NULL']) {
            nodes.nullNode()
        } else if (text in ['true', 'True', 'TRUE', 'false', 'False', 'FALSE']) {
            nodes.booleanNode(text.equalsIgnoreCase('true'))
        } else if (text ==~ /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?/) {
            DecimalNode.valueOf(new BigDecimal(text))
        } else {
            nodes.textNode(text)
        }
    }
}
