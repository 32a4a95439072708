#!/usr/bin/env bash
# Changes the code of areas of src/FerNet, one place at a time, and runs the areas' tests on each change.
# usage: tests/FerNet.Mutation/mutate.sh AREA [AREA ...] [options of dotnet-stryker]
# Areas: Schedules, Metrics, Tables, PixelText, Detection, Archives, Checks. Needs 'dotnet tool restore'.
# The report lies in tests/FerNet.Mutation/StrykerOutput: a change that survived is one that no test notices.
set -euo pipefail
cd "$(dirname "$0")"

export Area=
changes=()
mutate() {
  Area+="$1,"
  changes+=("${@:2}")
}

while [ $# -gt 0 ]; do
  case $1 in
  Schedules) mutate "$1" Training/CropPhase.cs Training/CropPhases.cs Training/EarlyStopping.cs Training/LearningRateSchedule.cs ;;
  Metrics) mutate "$1" 'Evaluation/*.cs' '!Evaluation/Metrics*.cs' '!Evaluation/*JsonConverter.cs' ;;
  Tables) mutate "$1" 'Data/Tables/*.cs' '!Data/Tables/PixelText.cs' Data/FerPlusFile.cs Data/FerPlusVotes.cs ;;
  PixelText) mutate "$1" Data/Tables/PixelText.cs ;;
  Detection) mutate "$1" 'Data/Detection/*.cs' ;;
  Archives) mutate "$1" 'Data/DatasetFiles/*.cs' 'Data/Images/Archive*.cs' Data/Images/TarHeaderCheck.cs ;;
  # Without the tables of what a graph may hold: HostileGraphTests, which is slow, looks at those.
  Checks)
    mutate "$1" 'Networks/Onnx/Checks/*.cs' '!Networks/Onnx/Checks/GraphPolicies.cs' '!Networks/Onnx/Checks/WireSchema.cs' \
      Training/TensorFile.cs Training/TrainingState.cs
    ;;
  -*) break ;;
  *)
    echo "There is no area '$1'; the areas stand in the first lines of $0." >&2
    exit 2
    ;;
  esac
  shift
done
[ "${#changes[@]}" -gt 0 ] || { echo "Name at least one area; they stand in the first lines of $0." >&2; exit 2; }
exec dotnet tool run dotnet-stryker -- "${changes[@]/#/--mutate=}" "$@"
