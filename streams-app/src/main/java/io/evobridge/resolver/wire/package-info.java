/** The bytes of the resolver's topics: reads captured records without decoding their images, writes its own records. */
@NullMarked
package io.evobridge.resolver.wire;

import org.jspecify.annotations.NullMarked;
