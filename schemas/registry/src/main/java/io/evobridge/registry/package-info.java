/** Where Avro schemas are kept and numbered: the port to a schema registry, and the client of Apicurio's. */
@NullMarked
package io.evobridge.registry;

import org.jspecify.annotations.NullMarked;
