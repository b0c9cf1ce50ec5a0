package io.evobridge.resolver.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Merging;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.query.WriteGateway.Draft;
import io.evobridge.resolver.query.WriteGateway.Intent;
import io.evobridge.resolver.wire.WritableRecords;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The routes that write single records. */
final class RecordWrites {

    private static final String RECORD = "/entities/{entity}/records/{key}";

    private final AskedKeys asked;
    private final Owners owners;
    private final RecordDescriber describer;
    private final WritableRecords writable;
    private final WriteGateway gateway;

    RecordWrites(AskedKeys asked, Owners owners, RecordDescriber describer, WriteGateway gateway) {
        this.asked = asked;
        this.owners = owners;
        this.describer = describer;
        this.writable = new WritableRecords(describer.catalog());
        this.gateway = gateway;
    }

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.operate("PUT", RECORD, Set.of(), request -> write(request, this::put)),
                ApiRoute.operate("PATCH", RECORD, Set.of(), request -> write(request, this::patch)),
                ApiRoute.operate("DELETE", RECORD, Set.of(), request -> write(request, this::delete)));
    }

    private CompletionStage<ApiAnswer> write(ApiRequest request, BiFunction<CanonicalKey, ApiRequest, Intent> intent) {
        CanonicalKey key = asked.key(request);
        return owners.answer(
                key,
                request,
                () -> gateway.write(key, request, intent.apply(key, request)).thenApply(gateway::answer));
    }

    private Intent put(CanonicalKey key, ApiRequest request) {
        Condition condition = Condition.of(request);
        Schema schema = schema(key.entity());
        Image after = image(schema, object(request), key);
        return present -> {
            condition.require(present);
            return draft(present, condition, after, schema);
        };
    }

    /**
     * A patch is an answer to what the record is: it has seen that, and counts only where it was so. Siblings are another
     * matter: whoever did not say which ones he has seen must not replace them.
     */
    private Intent patch(CanonicalKey key, ApiRequest request) {
        Condition condition = Condition.of(request);
        JsonNode patch = object(request);
        Schema schema = schema(key.entity());
        boolean siblings = asked.entity(key.entity()).merging().policy() == Merging.Policy.SIBLINGS;
        return present -> {
            requireRecord(present);
            condition.require(present);
            boolean several =
                    present.state().map(KeyState::versions).orElse(List.of()).size() > 1;
            if (condition.isAny() && siblings && several) {
                throw present.changed(
                        428,
                        "if-match-needed",
                        key + " has siblings; read them, and send If-Match with the ETag of that answer");
            }
            JsonNode record = ApiAnswer.JSON.valueToTree(describer.fields(present.image()));
            Image after = image(schema, merged(record, patch), key);
            return new Draft(present, present.seen(), true, after, schema);
        };
    }

    private Intent delete(CanonicalKey key, ApiRequest request) {
        Condition condition = Condition.of(request);
        Schema schema = schema(key.entity());
        return present -> {
            requireRecord(present);
            condition.require(present);
            return draft(present, condition, null, schema);
        };
    }

    /** Without a condition a write has seen nothing but the API's own earlier ones. */
    private static Draft draft(Present present, Condition condition, @Nullable Image after, Schema schema) {
        return condition.isAny()
                ? new Draft(present, VersionVector.EMPTY, false, after, schema)
                : new Draft(present, present.seen(), true, after, schema);
    }

    private static void requireRecord(Present present) {
        if (!present.exists()) {
            throw ApiProblem.missing(
                    "unknown-key",
                    present.state().isEmpty()
                            ? "nobody has written " + present.key() + ", as far as the captured logs were read"
                            : present.key() + " is deleted");
        }
    }

    private Schema schema(String entity) {
        return describer
                .catalog()
                .entity(entity)
                .orElseThrow(() -> new ApiProblem(
                        409,
                        "no-schema",
                        "nothing was captured of " + entity
                                + " yet, so its fields and their types are not known; write the"
                                + " first row in one of its databases"));
    }

    private Image image(Schema schema, JsonNode record, CanonicalKey key) {
        Entity entity = asked.entity(key.entity());
        SortedMap<String, String> parts = new TreeMap<>();
        for (int i = 0; i < entity.key().size(); i++) {
            parts.put(entity.key().get(i), key.parts().get(i));
        }
        try {
            return writable.image(schema, record, parts);
        } catch (WritableRecords.WrongRecordException e) {
            throw new ApiProblem(
                            422,
                            "wrong-record",
                            e.faults().stream()
                                    .map(fault -> fault.field() + " " + fault.rule())
                                    .collect(Collectors.joining("; ")))
                    .with("errors", e.faults());
        }
    }

    private static JsonNode object(ApiRequest request) {
        JsonNode body = request.json();
        if (!body.isObject()) {
            throw ApiProblem.wrong("bad-body", "the body must be a JSON object: field name → value");
        }
        return body;
    }

    /** JSON merge patch (RFC 7396). */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : ApiAnswer.JSON.createObjectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                JsonNode before = result.path(member.getKey());
                result.set(member.getKey(), merged(before, member.getValue()));
            }
        });
        return result;
    }
}
