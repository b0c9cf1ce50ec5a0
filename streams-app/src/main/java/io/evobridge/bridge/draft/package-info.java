/** The first bridge file of somebody who has databases and no bridge yet. */
@NullMarked
package io.evobridge.bridge.draft;

import org.jspecify.annotations.NullMarked;
