/** The words of other hosts. */
package nsx.dsl.verb.remote;
