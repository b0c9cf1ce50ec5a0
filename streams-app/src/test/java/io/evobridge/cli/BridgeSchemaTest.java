package io.evobridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.BridgeFileException;
import io.evobridge.bridge.Direction;
import io.evobridge.bridge.Merging;
import io.evobridge.bridge.NodeType;
import io.evobridge.resolver.app.ResolverConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The schema that editors use says what the reader of the bridge file does. {@code -Dreference.write=true} writes the page anew. */
class BridgeSchemaTest {

    private static final Path PAGE = Path.of("../docs/reference/bridge.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KNOWN = Pattern.compile("zzzzzzzz is not known(?: here)?; known are (.*)");

    private static final String VALID = """
            bridge: trading
            partitions: 2
            kafka: {bootstrap.servers: "127.0.0.1:9092"}
            registry: http://127.0.0.1:8080
            resolver: {http.port: 0, kafka.linger.ms: 5, processing.guarantee: exactly_once_v2}
            nodes:
              shop: {type: mysql, direction: both, address: "db:3306", database: shop, password: "${env:SHOP_PASSWORD}"}
              cache: {type: redis, direction: sink, address: cache, database: 0, settings: {ttl.ms: 5, a.list: [x, y]}, staleness: {max.ms: 500}}
            entities:
              customer:
                key: [id]
                table: customers
                fields: {balance: counter}
                bootstrap: {by: changed}
                deletes: update-wins
                prefer: [shop]
                mappings:
                  shop:
                    columns: {name: full_name}
                    exclude: [note]
                    split: {title: {columns: [a, b], by: "-"}}
                    convert: {balance: {scale: 2}, active: {values: {Y: true, N: false}}, age: {text: number}}
                    constants: {tenant: 7}
                    accept.lossy: [balance]
                    delete.enabled: false
                  cache:
              order: {key: [id], mappings: [shop], policy: siblings}
            """;

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SchemaCommand.text());

    @Test
    void thePageIsUpToDate() throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(PAGE, SchemaCommand.text() + '\n');
        }
        assertThat(PAGE)
                .as("run this test with -Dreference.write=true and commit the page")
                .hasContent(SchemaCommand.text() + '\n');
    }

    @Test
    void everyBridgeFileOfTheRepositoryIsRight() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(".."))) {
            files = all.filter(path -> path.endsWith("bridge.yaml"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(4);
        for (Path file : files) {
            assertThat(mistakes(Files.readString(file))).as(file.toString()).isEmpty();
        }
        assertThat(mistakes(VALID)).isEmpty();
        assertThat(BridgeFile.parse("bridge.yaml", VALID, Map.of(), ResolverConfig::check)
                        .entities())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partitions: 2 | '' | ",
                "type: mysql | nodes.shop. | /$defs/node",
                "max.ms: 500 | nodes.cache.staleness. | /$defs/node/properties/staleness",
                "table: customers | entities.customer. | /$defs/entity",
                "by: changed | entities.customer.bootstrap. | /$defs/entity/properties/bootstrap",
                "by: \"-\" | mappings.shop.split.title. | /$defs/mapping/properties/split/additionalProperties",
                "text: number | mappings.shop.convert.age. | /$defs/mapping/properties/convert/additionalProperties",
                "http.port: 0 | resolver. | /properties/resolver",
            })
    void theSchemaHasTheKeysThatTheReaderKnows(String beside, String path, String place) {
        String wrong =
                VALID.replace(beside, beside + (beside.equals("partitions: 2") ? "\nzzzzzzzz: 1" : ", zzzzzzzz: 1"));
        if (beside.equals("table: customers")) {
            wrong = VALID.replace(beside, beside + "\n    zzzzzzzz: 1");
        }
        String text = wrong;

        assertThatThrownBy(() -> BridgeFile.parse("bridge.yaml", text, Map.of(), ResolverConfig::check))
                .isInstanceOfSatisfying(BridgeFileException.class, e -> {
                    Matcher known = KNOWN.matcher(e.mistakes().get(0));
                    assertThat(known.find()).as(e.getMessage()).isTrue();
                    assertThat(keys(place == null ? "" : place))
                            .containsExactlyInAnyOrder(known.group(1).split(", "));
                });
        assertThat(mistakes(text)).isNotEmpty();
    }

    @Test
    void theSchemaHasTheWordsThatTheReaderKnows() {
        assertThat(words("/$defs/node/properties/type/anyOf/0/enum")).isEqualTo(words(NodeType.values()));
        assertThat(words("/$defs/node/properties/direction/anyOf/0/enum")).isEqualTo(words(Direction.values()));
        assertThat(words("/$defs/entity/properties/policy/anyOf/0/enum")).isEqualTo(words(Merging.Policy.values()));
        assertThat(words("/$defs/entity/properties/deletes/anyOf/0/enum")).isEqualTo(words(Merging.Deletes.values()));
        assertThat(words("/$defs/entity/properties/fields/additionalProperties/anyOf/0/enum"))
                .isEqualTo(words(Merging.FieldPolicy.values()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partitions: 2 | partitions: 0",
                "partitions: 2 | partitions: many",
                "bridge: trading | bridge: Trading",
                "bridge: trading | bridge: ",
                "bootstrap.servers: | bootstrap.server:",
                "http://127.0.0.1:8080 | 127.0.0.1",
                "http.port: 0 | http.prot: 0",
                "http.port: 0 | http.port: many",
                "exactly_once_v2 | exactly_once",
                "type: mysql | type: oracle",
                "'type: mysql, ' | ''",
                "direction: both | direction: boht",
                "max.ms: 500 | max.ms: 5",
                "max.ms: 500 | ''",
                "address: cache | address: [cache]",
                "', database: shop' | ''",
                "type: redis, direction: sink | type: redis, direction: both",
                "${env:SHOP_PASSWORD} | hunter2",
                "  cache: { | Cache: {",
                "  customer: | Customer:",
                "key: [id] | key: id",
                "key: [id] | key: []",
                "key: [id] | key: [id, id]",
                "balance: counter | balance: count",
                "by: changed | also: changed",
                "deletes: update-wins | deletes: never",
                "exclude: [note] | exclude: note",
                "columns: [a, b] | columns: [a]",
                "scale: 2 | scale: 0",
                "scale: 2 | 'scale: 2, text: number'",
                "text: number | text: nubmer",
                "accept.lossy: [balance] | accept.lossy: balance",
                "delete.enabled: false | delete.enabled: {a: b}",
                "mappings: [shop] | mappings: [shop, shop]",
                "mappings: [shop] | mappings: shop",
                "policy: siblings | policy: priority",
            })
    void bothRefuseWhatIsWrong(String right, String wrong) {
        int at = VALID.lastIndexOf(right);
        assertThat(at).as("the valid file holds '%s'", right).isNotNegative();
        String text = VALID.substring(0, at) + (wrong == null ? "" : wrong) + VALID.substring(at + right.length());

        assertThatThrownBy(() -> BridgeFile.parse("bridge.yaml", text, Map.of(), ResolverConfig::check))
                .isInstanceOf(BridgeFileException.class);
        assertThat(mistakes(text)).isNotEmpty();
    }

    private static Set<String> mistakes(String yaml) {
        return SCHEMA.validate(JSON.valueToTree(plain(new Yaml().load(yaml)))).stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    /** JSON has no keys but text. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), inner == null ? JSON.nullNode() : plain(inner)));
            return plain;
        }
        return value;
    }

    private static Set<String> keys(String place) {
        Set<String> keys = new TreeSet<>();
        schema().at(place + "/properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> words(String place) {
        return StreamSupport.stream(schema().at(place).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Set<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toSet());
    }

    private static JsonNode schema() {
        try {
            return JSON.readTree(SchemaCommand.text());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
