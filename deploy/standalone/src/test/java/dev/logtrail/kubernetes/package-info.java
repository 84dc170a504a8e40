/** The manifests for Kubernetes, held to the types of Kubernetes and to each other. */
package dev.logtrail.kubernetes;
