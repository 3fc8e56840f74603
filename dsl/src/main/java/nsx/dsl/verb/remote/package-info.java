/** The words for other hosts. */
package nsx.dsl.verb.remote;
