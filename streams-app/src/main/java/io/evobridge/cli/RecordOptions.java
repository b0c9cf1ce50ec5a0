package io.evobridge.cli;

import picocli.CommandLine.Parameters;

/** Which record a command is about. */
final class RecordOptions {

    @Parameters(index = "0", paramLabel = "ENTITY", description = "Entity of the bridge.")
    private String entity = "";

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            description =
                    "Key as in the bridge's topics: 42, or 1007/3 for a key of two fields; a '/' inside a part is %%2F.")
    private String key = "";

    /** Path of the record in the query API. */
    String path() {
        return "/entities/" + ApiClient.encoded(entity) + "/records/" + ApiClient.encoded(key);
    }
}
