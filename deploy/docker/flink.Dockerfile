# The job on Apache's own image, for the Flink Kubernetes Operator. From target/release, after ./mvnw -Prelease package:
#   docker build -f deploy/docker/flink.Dockerfile --build-arg JAR=logtrail-VERSION-flink-job.jar -t logtrail-flink target/release
ARG BASE=flink:2.3-java17
FROM ${BASE}
ARG JAR
COPY ${JAR} /opt/flink/usrlib/logtrail-job.jar
