package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Modules made one; that such a bundle does what its modules do is seen in each test of a page. */
class ModuleBundleTest {
  private static ModuleBundle bundle(
      String script, Map<String, ModuleBundle> earlier, Map<String, String> modules)
      throws IOException {
    return ModuleBundle.of(
        script,
        earlier,
        name ->
            modules.containsKey(name) ? modules.get(name).getBytes(StandardCharsets.UTF_8) : null);
  }

  private static final Map<String, String> MODULES =
      Map.of(
          "a/app.js",
          "import '../b/late.js';\nimport { one, two as zwei } from '../b/c.js';\nuse(one, zwei);\n",
          "b/c.js",
          "export const one = 1;\nexport async function two() {}\nconst three = 3;\n",
          "b/late.js",
          "import{one as o}from\"./c.js\";export*from\"./c.js\";const l=o;export{l as late};",
          "a/next.js",
          "import { late, two } from '../b/late.js';\nlate(two);\n");

  @Test
  void each_module_stands_once_behind_what_it_imports() throws Exception {
    assertThat(bundle("a/app.js", Map.of(), MODULES).text())
        .isEqualTo(
            """
            // b/c.js
            const $b_c = (() => {
            const one = 1;
            async function two() {}
            const three = 3;
            return { one: one, two: two };
            })();
            // b/late.js
            const $b_late = (() => {
            const { one: o } = $b_c;const l=o;
            return { one: $b_c.one, two: $b_c.two, late: l };
            })();
            // a/app.js
            const $a_app = (() => {
            const { one: one, two: zwei } = $b_c;
            use(one, zwei);
            return {  };
            })();
            export { $b_c, $b_late, $a_app };
            """);
  }

  @Test
  void what_an_earlier_bundle_of_the_page_holds_is_taken_from_there() throws Exception {
    ModuleBundle first = bundle("a/app.js", Map.of(), MODULES);
    assertThat(bundle("a/next.js", Map.of("a/app.js", first), MODULES).text())
        .startsWith("import { $b_c, $b_late, $a_app } from '../a/app.js';\n// a/next.js\n")
        .contains("const { late: late, two: two } = $b_late;")
        .endsWith("export { $a_next };\n");
  }

  @Test
  void what_cannot_be_bundled_is_refused_by_its_name() {
    assertThatThrownBy(() -> bundle("a.js", Map.of(), Map.of("a.js", "import './b.js';\n")))
        .hasMessage("The pages refer to 'b.js', which is not there");
    Map<String, String> circle = Map.of("a.js", "import './b.js';", "b.js", "import './a.js';");
    assertThatThrownBy(() -> bundle("a.js", Map.of(), circle))
        .hasMessage("The modules [a.js, b.js] import each other in a circle");
    Map<String, String> other =
        Map.of("a.js", "import { x } from './b.js';", "b.js", "const x = 1;");
    assertThatThrownBy(() -> bundle("a.js", Map.of(), other))
        .hasMessage("a.js imports 'x', which b.js does not export");
  }
}
