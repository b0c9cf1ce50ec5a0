package io.evobridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version of a contract schema that was ever published stands in {@code src/test/resources/published} as
 * {@code <name>-<version>.avsc}. Topics keep old records, and old programs read new ones: both directions must hold.
 */
class PublishedSchemasTest {

    private static final Path PUBLISHED = Path.of("src/test/resources/published");

    private static final Schema IMAGE = SchemaBuilder.record("customer")
            .namespace(EntitySchemas.IMAGE_NAMESPACE)
            .fields()
            .requiredLong("id")
            .optionalString("name")
            .endRecord();

    private static final Map<String, Schema> CURRENT = Map.of(
            "change-event", EntitySchemas.changeEvent(IMAGE),
            "stamped-change", EntitySchemas.stampedChange(IMAGE),
            "progress-marker", ProgressMarker.getClassSchema(),
            "evidence", Evidence.getClassSchema(),
            "conflict", Conflict.getClassSchema());

    static Stream<String> names() {
        return CURRENT.keySet().stream().sorted();
    }

    private static List<Schema> published(String name) throws IOException {
        try (Stream<Path> files = Files.list(PUBLISHED)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "-\\d+\\.avsc"))
                    .sorted((a, b) -> version(a) - version(b))
                    .map(PublishedSchemasTest::parse)
                    .toList();
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSchemaReadsWhatEveryPublishedVersionWroteAndTheReverse(String name) throws IOException {
        Schema current = CURRENT.get(name);
        try {
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll().validate(current, published(name));
        } catch (SchemaValidationException e) {
            fail(
                    "the schema " + name
                            + " changed incompatibly: give a new field a default, never rename or retype one",
                    e);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theNewestPublishedVersionIsThePresentOne(String name) throws IOException {
        List<Schema> versions = published(name);
        assertThat(versions).as("published versions of %s", name).isNotEmpty();
        assertThat(CURRENT.get(name))
                .as("publish it as %s/%s-%d.avsc", PUBLISHED, name, versions.size() + 1)
                .isEqualTo(versions.get(versions.size() - 1));
    }
}
