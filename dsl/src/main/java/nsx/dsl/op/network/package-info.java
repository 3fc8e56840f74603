/**
 * Operations on several objects of a network: cables, whole network namespaces, and their objects as lines of a
 * script.
 */
package nsx.dsl.op.network;
