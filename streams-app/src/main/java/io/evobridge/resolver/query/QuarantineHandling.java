package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.bridge.Bridge;
import io.evobridge.contract.Headers;
import io.evobridge.resolver.wire.Captured;
import io.evobridge.resolver.wire.CapturedReader;
import io.evobridge.resolver.wire.PoisonException;
import io.evobridge.resolver.wire.SchemaCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The routes that settle a quarantined record: send it back to where it came from, or leave it at that. A record behind
 * it in the same partition says that it is settled.
 */
final class QuarantineHandling {

    private final Bridge bridge;
    private final TopicQueries topics;
    private final SchemaCatalog catalog;
    private final ApiLog log;
    private final AuditLog audit;

    QuarantineHandling(Bridge bridge, TopicQueries topics, SchemaCatalog catalog, ApiLog log, AuditLog audit) {
        this.bridge = bridge;
        this.topics = topics;
        this.catalog = catalog;
        this.log = log;
        this.audit = audit;
    }

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.operate("POST", "/quarantine/{id}/replay", Set.of(), this::replay),
                ApiRoute.operate("POST", "/quarantine/{id}/drop", Set.of(), this::drop));
    }

    private CompletionStage<ApiAnswer> replay(ApiRequest request) {
        Operator operator = operator(request);
        ConsumerRecord<byte[], byte[]> found = unsettled(request);
        QuarantineSource source = QuarantineSource.of(found, bridge);
        Optional<String> obstacle = source.obstacle().or(() -> parked(found));
        if (obstacle.isPresent()) {
            throw new ApiProblem(409, "not-replayable", obstacle.get());
        }
        RecordHeaders headers = new RecordHeaders(found.headers());
        List.of(Headers.REASON, Headers.STAGE, Headers.SOURCE, Headers.EXCEPTION)
                .forEach(headers::remove);
        return log.append(new ProducerRecord<>(source.topic(), source.partition(), found.key(), found.value(), headers))
                .thenCompose(offset -> {
                    Map<String, Object> answer = answer(request, "replay");
                    answer.put("topic", source.topic());
                    answer.put("partition", source.partition());
                    answer.put("offset", offset);
                    return settled(
                            found,
                            "replay",
                            operator,
                            "sent to " + source.topic() + '-' + source.partition() + '@' + offset,
                            answer);
                });
    }

    private CompletionStage<ApiAnswer> drop(ApiRequest request) {
        Operator operator = operator(request);
        return settled(unsettled(request), "drop", operator, "dropped", answer(request, "drop"));
    }

    private static Operator operator(ApiRequest request) {
        return Operator.of(request.json(), List.of("again"));
    }

    private static Map<String, Object> answer(ApiRequest request, String action) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", request.segment("id"));
        answer.put("action", action);
        return answer;
    }

    private ConsumerRecord<byte[], byte[]> unsettled(ApiRequest request) {
        ConsumerRecord<byte[], byte[]> found = topics.quarantinedRecord(request.segment("id"));
        JsonNode again = request.json().path("again");
        Optional<QuarantineAnswer.Handled> handled = again.asBoolean() ? Optional.empty() : topics.handled(found);
        if (handled.isPresent()) {
            throw new ApiProblem(
                            409,
                            "handled",
                            "somebody has settled this record: " + handled.get().action() + " at "
                                    + handled.get().time() + "; send \"again\": true to do it once more")
                    .with("handled", handled.get());
        }
        return found;
    }

    /** A key that was parked stands there with the last marker of its sink, which has been taken in. */
    private Optional<String> parked(ConsumerRecord<byte[], byte[]> found) {
        try {
            boolean marker = new CapturedReader(catalog).read(found.value()) instanceof Captured.Marker;
            return marker && found.key() != null
                    ? Optional.of(
                            "it reports a parked key and holds no write; write the row to release the key, then drop"
                                    + " this record")
                    : Optional.empty();
        } catch (PoisonException e) {
            // It may be readable later: that is what a replay is for.
            return Optional.empty();
        }
    }

    private CompletionStage<ApiAnswer> settled(
            ConsumerRecord<byte[], byte[]> found,
            String action,
            Operator operator,
            String result,
            Map<String, Object> answer) {
        String id = RecordPlace.of(found).toString();
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.HANDLED, id.getBytes(UTF_8));
        headers.add(Headers.ACTION, action.getBytes(UTF_8));
        headers.add(Headers.BY, operator.by().getBytes(UTF_8));
        headers.add(Headers.REASON, operator.reason().getBytes(UTF_8));
        return log.append(new ProducerRecord<byte[], byte[]>(
                        bridge.topics().quarantine(), found.partition(), null, new byte[0], headers))
                .thenCompose(
                        marked -> audit.add(AuditLog.Entry.of(action, operator, "quarantined " + id, null, result)))
                .thenApply(added -> ApiAnswer.json(answer));
    }
}
