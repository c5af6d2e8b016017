// SPDX-License-Identifier: MIT
#include "html_report.hpp"

#include <kainjow/mustache.hpp>

#include "html_claims.hpp"
#include "html_failures.hpp"
#include "html_matrix.hpp"
#include "html_rules.hpp"
#include "html_sign.hpp"
#include "html_summary.hpp"
#include "html_text.hpp"
#include "pages.generated.hpp"
#include "plain_text.hpp"
#include "print.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using kainjow::mustache::data;

std::string heading(std::span<const Report> reports) {
  if (reports.size() == 1) return plain_line(reports.front().result.identity.title(), 200);
  return std::to_string(reports.size()) + " implementations";
}

std::string editions(std::span<const Report> reports) {
  std::string text;
  for (const auto& each : reports) {
    const auto edition = to_string(each.result.edition);
    if (text.find(edition) == text.npos) text += (text.empty() ? "" : ", ") + edition;
  }
  return text;
}

data profiles() {
  data list(data::type::list);
  for (const auto word : spec::profile_words()) list.push_back(data("profile", std::string(word)));
  return list;
}

}  // namespace

std::string html_report(std::span<const Report> reports) {
  std::string summaries, failures;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    summaries += html_summary(reports[i], i + 1, reports.size() == 1);
    failures += html_failures(reports[i], i + 1, reports.size() == 1);
  }
  const auto style = std::string(pages::page_css) + std::string(pages::report_css);
  data page;
  page.set("style", style);
  page.set("style_policy", policy_of("\n" + style));
  page.set("script", std::string(pages::report_js));
  page.set("script_policy", policy_of("\n" + std::string(pages::report_js)));
  page.set("heading", heading(reports));
  page.set("editions", editions(reports));
  page.set("summaries", summaries);
  page.set("has_failures", !failures.empty());
  page.set("failures", failures);
  page.set("matrix", html_matrix(reports));
  page.set("legend", html_legend());
  page.set("rules", html_rules(reports));
  const auto claims = html_claims(reports);
  page.set("has_claims", !claims.empty());
  page.set("claims", claims);
  page.set("profiles", profiles());
  kainjow::mustache::mustache html{std::string(pages::report_html)};
  return html.render(page);
}

}  // namespace gathercheck::tools
