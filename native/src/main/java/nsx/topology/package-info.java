/** The network namespaces of the machine as one tree: their content and their connections. */
package nsx.topology;
