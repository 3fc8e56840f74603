/** What words return of namespaces and clocks. */
package nsx.dsl.value.namespace;
