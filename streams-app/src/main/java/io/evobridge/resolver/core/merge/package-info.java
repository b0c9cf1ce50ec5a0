/** The versions of one key and what becomes of them when a write arrives. Pure: state × write → outcome. */
@NullMarked
package io.evobridge.resolver.core.merge;

import org.jspecify.annotations.NullMarked;
