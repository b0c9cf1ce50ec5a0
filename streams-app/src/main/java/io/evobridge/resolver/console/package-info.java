/** What a person sees: the page that shows a bridge. Its files are resources of this package; it asks the query API. */
@NullMarked
package io.evobridge.resolver.console;

import org.jspecify.annotations.NullMarked;
