using FerNet.Samples;

// Each sample is one file and does not depend on the others.
try
{
    switch (args)
    {
        case []: Tour.Run(); break;
        case ["predict", string image]: PredictSample.Run(image); break;
        case ["faces", string image]: FacesSample.Run(image); break;
        case ["train", string data]: TrainSample.Run(data); break;
        case ["fine-tune", string folder]: FineTuneSample.Run(folder); break;
        case ["web", .. string[] settings]: WebSample.Run(settings); break;
        case ["mlnet", string folder]: MachineLearningNetSample.Run(folder); break;
        default:
            Console.Error.WriteLine($"""
                There is no sample '{string.Join(' ', args)}'. The samples are:
                                     a tour that draws faces, learns from them and predicts, in two minutes
                  predict IMAGE      the emotion of the largest face in an image
                  faces IMAGE        all faces in an image, with boxes, landmarks and emotions
                  train DATA         a small network trained on FER2013, or on folders named angry, disgust, ... neutral
                  fine-tune FOLDER   the small model of the package, trained further on your own images
                  web                a web service: POST an image, get its faces as JSON
                  mlnet FOLDER       a pipeline of ML.NET, trained, evaluated, saved and loaded
                """);
            return 2;
    }
    return 0;
}
catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException or DllNotFoundException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
