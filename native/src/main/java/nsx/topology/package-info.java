/** The network namespaces of the machine as one tree: what is in each, and how they hang together. */
package nsx.topology;
