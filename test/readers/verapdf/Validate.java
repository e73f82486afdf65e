import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Checks PDF files against PDF/UA-1 and PDF/A-3a. Reads one path per line from standard input and answers each with one
 * line of JSON: the number of checks made and the failed rules, or the error. One process checks all files, because
 * starting it takes longer than checking an ordinary invoice.
 */
public class Validate {
  private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A);
  /** Enough examples of one rule to see what is wrong. */
  private static final int MOST_EXAMPLES = 3;

  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset();
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    ObjectMapper json = new ObjectMapper();
    BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String path = paths.readLine(); path != null; path = paths.readLine()) {
      System.out.println(json.writeValueAsString(answer(new File(path))));
      System.out.flush();
    }
  }

  private static Map<String, Object> answer(File file) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      int checks = 0;
      List<Map<String, Object>> failed = new ArrayList<>();
      for (ValidationResult result : validate(file)) {
        checks += result.getTotalAssertions();
        failed.addAll(failures(result));
      }
      answer.put("checks", checks);
      answer.put("failed", failed);
    } catch (Exception | StackOverflowError error) {
      answer.put("error", error.toString());
    }
    return answer;
  }

  private static List<ValidationResult> validate(File file) throws Exception {
    VeraPDFFoundry foundry = Foundries.defaultInstance();
    try (PDFAParser parser = foundry.createParser(file, FLAVOURS.get(0));
        PDFAValidator validator = foundry.createValidator(FLAVOURS, MOST_EXAMPLES, false, true, false)) {
      return validator.validateAll(parser);
    }
  }

  private static List<Map<String, Object>> failures(ValidationResult result) {
    List<Map<String, Object>> failures = new ArrayList<>();
    for (TestAssertion one : result.getTestAssertions()) {
      if (one.getStatus() != TestAssertion.Status.FAILED) continue;
      Map<String, Object> failure = new LinkedHashMap<>();
      failure.put("rule", result.getPDFAFlavour() + " " + one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber());
      failure.put("message", one.getErrorMessage() == null ? one.getMessage() : one.getErrorMessage());
      failure.put("at", one.getLocation().getContext());
      failures.add(failure);
    }
    return failures;
  }
}
