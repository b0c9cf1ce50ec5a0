@NullMarked
package io.evobridge.load.merge;

import org.jspecify.annotations.NullMarked;
