/** The word delete, and what it deletes. */
package nsx.dsl.verb.delete;
