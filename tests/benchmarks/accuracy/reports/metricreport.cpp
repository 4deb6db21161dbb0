/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "metricreport.h"

#include "estimates.h"
#include "statistics.h"

namespace mood::accuracy {
namespace {

std::vector<double> values_of(std::span<const HeardClip> clips,
                              const MetricField& field) {
  std::vector<double> values;
  for (const HeardClip& heard : clips)
    for (const MoodRecord* mood : settled_moods(heard.record)) {
      const double value = mood->metrics.*field.value;
      const bool is_no_tempo = !field.is_share && value == 0;
      if (!is_no_tempo) values.push_back(value);
    }
  return values;
}

}  // namespace

Report metric_report(std::span<const HeardClip> clips,
                     const std::string& analysis) {
  Table table("metrics-" + analysis, "Metrics, analysis=" + analysis,
              {{"metric"},
               {"messages", 0},
               {"5 %"},
               {"25 %"},
               {"50 %"},
               {"75 %"},
               {"95 %"},
               {"spans .2-.8"}});
  for (const MetricField& field : kMetricFields) {
    const auto values = values_of(clips, field);
    const double low = quantile(values, 0.05), high = quantile(values, 0.95);
    table.add({field.name, double(values.size()), low, quantile(values, 0.25),
               quantile(values, 0.5), quantile(values, 0.75), high,
               !field.is_share             ? ""
               : low <= 0.2 && high >= 0.8 ? "yes"
                                           : "no"});
  }
  return {.tables = {table}};
}

}  // namespace mood::accuracy
