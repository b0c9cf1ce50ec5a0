package io.evobridge.resolver.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.bridge.Bridge;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.query.FoundConflict.FoundVersion;
import io.evobridge.resolver.query.WriteGateway.Draft;
import io.evobridge.resolver.query.WriteGateway.Intent;
import io.evobridge.resolver.query.WriteGateway.Written;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.avro.Schema;

/**
 * The route that takes a decision back: a version that lost is written once more, as a write that has seen all that the
 * key holds. So it replaces it, causally, at every node.
 */
final class ConflictRestore {

    private final Bridge bridge;
    private final TopicQueries topics;
    private final Owners owners;
    private final RecordDescriber describer;
    private final WriteGateway gateway;
    private final AuditLog audit;

    ConflictRestore(
            Bridge bridge,
            TopicQueries topics,
            Owners owners,
            RecordDescriber describer,
            WriteGateway gateway,
            AuditLog audit) {
        this.bridge = bridge;
        this.topics = topics;
        this.owners = owners;
        this.describer = describer;
        this.gateway = gateway;
        this.audit = audit;
    }

    List<ApiRoute> routes() {
        return List.of(ApiRoute.operate("POST", "/conflicts/{id}/restore", Set.of(), this::restore));
    }

    private CompletionStage<ApiAnswer> restore(ApiRequest request) {
        String id = request.segment("id");
        JsonNode body = request.json();
        Operator operator = Operator.of(body, List.of("version"));
        FoundConflict conflict = topics.conflict(id);
        CanonicalKey key = conflict.key();
        if (bridge.entity(key.entity()).isEmpty()) {
            throw ApiProblem.unknownEntity(bridge, key.entity());
        }
        FoundVersion version = chosen(conflict, body.path("version"));
        return owners.answer(
                key,
                request,
                () -> gateway.write(key, request, intent(conflict, version, Condition.of(request)))
                        .thenCompose(written -> audited(written, id, version, operator)));
    }

    /** The version that is asked for; where none is, the one that lost. */
    private static FoundVersion chosen(FoundConflict conflict, JsonNode wanted) {
        List<FoundVersion> candidates = conflict.versions().stream()
                .filter(version -> isWanted(version, wanted))
                .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        List<Map<String, String>> versions = conflict.versions().stream()
                .filter(version -> !version.won())
                .map(ConflictRestore::name)
                .toList();
        throw (candidates.isEmpty()
                        ? ApiProblem.missing("unknown-version", "the conflict has no such version; see versions")
                        : new ApiProblem(409, "which-version", "several versions lost; say which one to restore"))
                .with("versions", versions);
    }

    private static boolean isWanted(FoundVersion version, JsonNode wanted) {
        if (wanted.isMissingNode() || wanted.isNull()) {
            return !version.won();
        }
        JsonNode position = wanted.path("position");
        return version.dot().node().equals(wanted.path("node").asText())
                && (position.isMissingNode()
                        || version.dot().position().toString().equals(position.asText()));
    }

    private static Map<String, String> name(FoundVersion version) {
        Map<String, String> name = new LinkedHashMap<>();
        name.put("node", version.dot().node());
        name.put("position", version.dot().position().toString());
        return name;
    }

    private Intent intent(FoundConflict conflict, FoundVersion version, Condition condition) {
        return present -> {
            condition.require(present);
            if (condition.match().isEmpty() && !conflict.seen().covers(present.seen())) {
                throw present.changed(
                        409,
                        "changed-since",
                        present.key()
                                + " was written since this conflict; look at it, and send If-Match with its ETag to"
                                + " restore the version all the same");
            }
            return new Draft(present, present.seen(), true, version.image(), schema(present, version));
        };
    }

    /** Of a deletion any that the entity has. */
    private Schema schema(Present present, FoundVersion version) {
        Image image = version.image() == null ? present.image() : version.image();
        return Optional.ofNullable(image)
                .map(known -> describer.catalog().image(known.schemaId()))
                .or(() -> describer.catalog().entity(present.key().entity()))
                .orElseThrow(
                        () -> new ApiProblem(409, "no-schema", "nothing is known of the entity's fields any more"));
    }

    private CompletionStage<ApiAnswer> audited(Written written, String id, FoundVersion version, Operator operator) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("conflict", id);
        answer.put("restored", name(version));
        ApiAnswer told = gateway.answer(written);
        ApiAnswer.JSON
                .valueToTree(gateway.answerBody(written))
                .properties()
                .forEach(member -> answer.put(member.getKey(), member.getValue()));
        ApiAnswer full = ApiAnswer.json(told.status() == 202 ? 202 : 200, answer);
        String etag = told.headers().get(ApiHeaders.ETAG);
        ApiAnswer tagged = etag == null ? full : full.with(ApiHeaders.ETAG, etag);
        return audit.add(AuditLog.Entry.of(
                        "restore",
                        operator,
                        "conflict " + id,
                        written.key().toString(),
                        "wrote the version of " + version.dot() + " again as " + Bridge.API_NODE + '@'
                                + written.position()))
                .thenApply(added -> tagged);
    }
}
