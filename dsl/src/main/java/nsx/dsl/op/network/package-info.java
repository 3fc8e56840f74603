/** Operations on several objects of a network: cables, a whole network namespace as it was, and its objects as lines of a script. */
package nsx.dsl.op.network;
