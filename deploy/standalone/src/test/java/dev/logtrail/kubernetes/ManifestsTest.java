package dev.logtrail.kubernetes;

import static dev.logtrail.kubernetes.Manifests.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import dev.logtrail.service.kit.ChildProcess;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The manifests: no field that Kubernetes does not know, no reference that leads nowhere, no
 * setting that Logtrail does not know, and no container that may do more than it must.
 */
class ManifestsTest {
  @TempDir private Path directory;

  /** Checks a resource of a kind. */
  @FunctionalInterface
  private interface Schema {
    void validate(JsonElement json) throws IOException;
  }

  private static final Map<String, Schema> SCHEMAS =
      Map.of(
          "v1/ConfigMap", V1ConfigMap::validateJsonElement,
          "v1/Service", V1Service::validateJsonElement,
          "v1/ServiceAccount", V1ServiceAccount::validateJsonElement,
          "apps/v1/Deployment", V1Deployment::validateJsonElement,
          "autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
          "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement);

  /** Of other people's kinds, which no library brings: the fields of spec that their CRDs have. */
  private static final Map<String, Set<String>> SPECS =
      Map.of(
          "flink.apache.org/v1beta1/FlinkDeployment",
          Set.of(
              "image",
              "imagePullPolicy",
              "flinkVersion",
              "serviceAccount",
              "flinkConfiguration",
              "podTemplate",
              "jobManager",
              "taskManager",
              "job",
              "ingress",
              "mode",
              "logConfiguration",
              "restartNonce"),
          "monitoring.coreos.com/v1/ServiceMonitor",
          Set.of("jobLabel", "selector", "endpoints", "namespaceSelector", "targetLabels"),
          "monitoring.coreos.com/v1/PrometheusRule",
          Set.of("groups"));

  @Test
  void whatIsWrittenFollowsItsSchema() throws IOException {
    check(Manifests.written());
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/small", "overlays/large", "flink-operator"})
  void whatKustomizeMakesOfItFollowsItToo(String overlay) throws Exception {
    assumeKubectl();
    List<Map<String, Object>> resources = Manifests.rendered(overlay);
    check(resources);
    for (Map<String, Object> deployment : of(resources, "Deployment")) {
      Map<?, ?> container = container(deployment);
      assertThat((String) container.get("image")).startsWith("registry.example.com/logtrail:");
      for (Object from : (List<?>) container.get("envFrom")) {
        Object name = at(from, "configMapRef", "name");
        if (name != null) {
          assertThat(of(resources, "ConfigMap"))
              .anyMatch(map -> name.equals(at(map, "metadata", "name")));
        }
      }
    }
    for (String kind : List.of("Service", "PodDisruptionBudget")) {
      for (Map<String, Object> chooser : of(resources, kind)) {
        Object labels = at(chooser, "spec", "selector");
        Object chosen = at(labels, "matchLabels") == null ? labels : at(labels, "matchLabels");
        assertThat(of(resources, "Deployment"))
            .as("%s", chooser)
            .anyMatch(d -> chosen.equals(at(d, "spec", "template", "metadata", "labels")));
      }
    }
    for (Map<String, Object> scaler : of(resources, "HorizontalPodAutoscaler")) {
      Object target = at(scaler, "spec", "scaleTargetRef", "name");
      assertThat(of(resources, "Deployment"))
          .filteredOn(d -> target.equals(at(d, "metadata", "name")))
          .singleElement()
          .satisfies(d -> assertThat(at(d, "spec", "replicas")).isNull());
    }
  }

  /** A skipped test would pass unseen where everything is to be checked. */
  private static void assumeKubectl() throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("kubectl", "version", "--client").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    if (!there) {
      System.out.println("ManifestsTest: kubectl is not installed; overlays are not rendered");
      assertThat(System.getenv("CI")).as("kubectl is missing").isNotEqualTo("true");
    }
    assumeTrue(there, "no kubectl");
  }

  @Test
  void theSchemaWouldNoticeAMisspelledField() {
    Map<String, Object> wrong =
        Manifests.read(
                """
                apiVersion: apps/v1
                kind: Deployment
                spec:
                  selector: {matchLabels: {a: b}}
                  template:
                    spec:
                      containers:
                        - {name: x, readinesProbe: {}}
                """)
            .get(0);
    assertThatThrownBy(() -> check(List.of(wrong))).hasMessageContaining("readinesProbe");
  }

  @Test
  void containersMayDoNoMoreThanTheyMust() throws IOException {
    List<Map<String, Object>> deployments = of(Manifests.written(), "Deployment");
    assertThat(deployments).hasSize(5);
    for (Map<String, Object> deployment : deployments) {
      Object pod = at(deployment, "spec", "template", "spec");
      assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
      assertThat(at(pod, "enableServiceLinks")).isEqualTo(false);
      Map<?, ?> container = container(deployment);
      assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
      assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
      assertThat(at(container, "securityContext", "capabilities", "drop")).hasToString("[ALL]");
      assertThat(at(container, "resources", "limits", "memory")).isNotNull();
      assertThat(container.get("readinessProbe")).isNotNull();
    }
  }

  @Test
  void everySettingIsOneThatLogtrailKnows() throws Exception {
    Map<String, String> environment = new TreeMap<>();
    Set<String> secrets = Set.of("LOGTRAIL_DB_PASSWORD", "LOGTRAIL_TOKEN", "LOGTRAIL_INGEST_TOKEN");
    secrets.forEach(name -> environment.put(name, "x"));
    for (Map<String, Object> resource : Manifests.written()) {
      if (resource.get("kind").equals("ConfigMap")) {
        ((Map<?, ?>) resource.get("data"))
            .forEach((name, value) -> environment.put((String) name, (String) value));
      }
      if (resource.get("kind").equals("Deployment")
          && container(resource).get("env") instanceof List<?> variables) {
        variables.forEach(variable -> environment.put((String) at(variable, "name"), "127.0.0.1"));
      }
    }
    assertThat(environment).hasSizeGreaterThan(8);
    try (ChildProcess logtrail = ChildProcess.start(directory, environment, "--version")) {
      assertThat(logtrail.awaitExit()).as(logtrail.describe()).isZero();
    }
  }

  @Test
  void theAlertRulesAreThoseOfPrometheus() throws IOException {
    Path alerts = Manifests.ROOT.resolveSibling("prometheus/logtrail-alerts.yml");
    Map<?, ?> written = new Yaml().load(Files.readString(alerts));
    assertThat(of(Manifests.written(), "PrometheusRule"))
        .singleElement()
        .satisfies(rule -> assertThat(at(rule, "spec", "groups")).isEqualTo(written.get("groups")));
  }

  private static void check(List<Map<String, Object>> resources) throws IOException {
    assertThat(resources).isNotEmpty();
    for (Map<String, Object> resource : resources) {
      String kind = resource.get("apiVersion") + "/" + resource.get("kind");
      Set<String> spec = SPECS.get(kind);
      if (spec == null) {
        assertThat(SCHEMAS).as("a kind that nothing checks").containsKey(kind);
        SCHEMAS.get(kind).validate(new Gson().toJsonTree(resource));
      } else {
        Set<Object> fields = new TreeSet<>(((Map<?, ?>) resource.get("spec")).keySet());
        assertThat(spec).as(kind).containsAll(fields.stream().map(String::valueOf).toList());
      }
    }
  }

  private static List<Map<String, Object>> of(List<Map<String, Object>> all, String kind) {
    List<Map<String, Object>> some = new ArrayList<>(all);
    some.removeIf(resource -> !kind.equals(resource.get("kind")));
    return some;
  }

  private static Map<?, ?> container(Map<String, Object> deployment) {
    return (Map<?, ?>) ((List<?>) at(deployment, "spec", "template", "spec", "containers")).get(0);
  }
}
