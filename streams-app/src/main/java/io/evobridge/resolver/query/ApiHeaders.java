package io.evobridge.resolver.query;

import java.util.List;

/** Headers that routes ask for or answer with, in lower case. */
final class ApiHeaders {

    static final String AUTHORIZATION = "authorization";
    static final String CONTENT_TYPE = "content-type";
    /** Of an answer: the copy that it was read from, as active or standby, and how many captured records that contained. */
    static final String COPY = "evobridge-copy";

    static final String ETAG = "etag";
    static final String IDEMPOTENCY_KEY = "idempotency-key";
    static final String IF_MATCH = "if-match";
    static final String IF_NONE_MATCH = "if-none-match";
    static final String LAST_EVENT_ID = "last-event-id";
    static final String LOCATION = "location";
    static final String RETRY_AFTER = "retry-after";

    /** Of a request: what routes can see, and what is sent on to another instance. */
    static final List<String> PASSED_ON =
            List.of(AUTHORIZATION, CONTENT_TYPE, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, LAST_EVENT_ID);

    /** Of another instance's answer: what is handed back. */
    static final List<String> HANDED_BACK = List.of(COPY, ETAG, LOCATION, RETRY_AFTER);

    private ApiHeaders() {}
}
