/** The words of namespaces. */
package nsx.dsl.verb.namespace;
